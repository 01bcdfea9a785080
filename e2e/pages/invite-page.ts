import type { Locator, Page } from 'playwright/test'

/** `#/invite` */
export class InvitePage {
  readonly inviteLink: Locator
  readonly qrCode: Locator
  readonly joinLink: Locator
  readonly check: Locator

  constructor(readonly page: Page) {
    const invite = page.getByRole('region', { name: 'Invite someone' })
    const join = page.getByRole('region', { name: 'Join with a link' })
    this.inviteLink = invite.getByRole('textbox', { name: 'Invite link' })
    this.qrCode = invite.getByRole('img', { name: 'QR code of the invite link' })
    this.joinLink = join.getByRole('textbox', { name: 'Invite link' })
    this.check = join.getByRole('button', { name: 'Check link' })
  }

  async open(): Promise<void> {
    await this.page.evaluate(() => {
      location.hash = '#/invite'
    })
    await this.joinLink.waitFor()
  }

  async readLink(): Promise<string> {
    await this.inviteLink.waitFor()
    return this.inviteLink.inputValue()
  }

  /** Pastes a link and has it checked; the result (an error, or a button to open it) is on the page. */
  async tryLink(link: string): Promise<void> {
    await this.joinLink.fill(link)
    await this.check.click()
  }
}
