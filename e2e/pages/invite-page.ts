import type { Locator, Page } from 'playwright/test'

/** `#/invite` */
export class InvitePage {
  readonly inviteLink: Locator
  /** The card to join with a link or a code, here and on `#/networks`. */
  readonly join: Locator
  /** That others cannot open the link. */
  readonly warning: Locator
  readonly fullLink: Locator
  /** The join code. */
  readonly code: Locator
  readonly qrCode: Locator
  readonly joinLink: Locator
  readonly check: Locator

  constructor(readonly page: Page) {
    const invite = page.getByRole('region', { name: 'Invite someone' })
    const join = page.getByRole('region', { name: 'Join with a link or a code' })
    this.inviteLink = invite.getByRole('textbox', { name: 'Invite link', exact: true })
    this.join = join
    this.warning = invite.getByRole('alert')
    this.fullLink = invite.getByRole('textbox', { name: 'Full invite link' })
    this.code = invite.getByRole('status')
    this.qrCode = invite.getByRole('img', { name: 'QR code of the invite link' })
    this.joinLink = join.getByRole('textbox', { name: 'Invite link or code' })
    this.check = join.getByRole('button', { name: 'Check invite' })
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
