import type { Locator, Page } from 'playwright/test'

/** What stands in the page instead of the app: starting, or why there is no node. */
export class BootPage {
  readonly starting: Locator
  readonly notice: Locator
  readonly title: Locator

  constructor(readonly page: Page) {
    this.starting = page.getByRole('heading', { name: 'Starting the node' })
    this.notice = page.getByRole('alert')
    this.title = this.notice.getByRole('heading', { level: 1 })
  }
}
