import type { Locator, Page } from 'playwright/test'

/** `#/mining` */
export class MiningPage {
  readonly mine: Locator
  readonly keepMining: Locator
  readonly threads: Locator
  readonly mineOnceButton: Locator
  /** Says that the block of "Mine one block now" is on the chain. */
  readonly minedNote: Locator

  constructor(readonly page: Page) {
    this.mine = page.getByRole('switch', { name: 'Mine in this tab' })
    this.keepMining = page.getByRole('switch', { name: 'Also without transactions' })
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

  /** Mantine draws the switch over its input, so the click goes to what is seen. */
  async set(which: 'mine' | 'keepMining', on: boolean): Promise<void> {
    await this[which].setChecked(on, { force: true })
  }

  /** Resolves when the block is on the chain. */
  async mineOnce(timeoutMs = 60_000): Promise<void> {
    await this.mineOnceButton.click()
    await this.minedNote.waitFor({ timeout: timeoutMs })
  }
}
