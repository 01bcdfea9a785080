import type { Locator, Page } from 'playwright/test'

const SWITCHES = { mine: 'Mine in this tab', keepMining: 'Also without transactions' } as const

/** `#/mining` */
export class MiningPage {
  readonly mine: Locator
  readonly keepMining: Locator
  readonly threads: Locator
  readonly mineOnceButton: Locator
  /** The note that the block of "Mine one block now" is on the chain. */
  readonly minedNote: Locator

  constructor(readonly page: Page) {
    this.mine = page.getByRole('switch', { name: SWITCHES.mine })
    this.keepMining = page.getByRole('switch', { name: SWITCHES.keepMining })
    this.threads = page.getByRole('slider', { name: 'Threads' })
    this.mineOnceButton = page.getByRole('button', { name: 'Mine one block now' })
    this.minedNote = page.getByText(/^Block #.* is yours$/)
  }

  async open(): Promise<void> {
    await this.page.evaluate(() => {
      location.hash = '#/mining'
    })
    await this.page.getByRole('region', { name: 'Mine in this tab' }).waitFor()
  }

  /** The node decides: resolves when the switch shows the node's state. */
  async set(which: 'mine' | 'keepMining', on: boolean): Promise<void> {
    const control = this[which]
    // The input lies under its drawing, hence `force`.
    if ((await control.isChecked()) !== on) await control.click({ force: true })
    await this.page.getByRole('switch', { name: SWITCHES[which], checked: on }).waitFor()
  }

  /** Resolves when the block is on the chain. */
  async mineOnce(): Promise<void> {
    await this.mineOnceButton.click()
    await this.minedNote.waitFor()
  }
}
