import type { Locator, Page } from 'playwright/test'

/** The page before a node runs: a question of the start, or the reason why there is no node. */
export class BootPage {
  readonly otherNetwork: Locator
  readonly otherServer: Locator
  readonly picker: Locator
  /** Why the node did not start. */
  readonly notice: Locator

  constructor(readonly page: Page) {
    this.otherNetwork = page.getByRole('region', { name: 'This link asks for another network' })
    this.otherServer = page.getByRole('region', { name: 'This link asks for another signaling server' })
    this.picker = page.getByRole('region', { name: 'Which network do you want to open?' })
    this.notice = page.getByRole('alert')
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name })
  }
}
