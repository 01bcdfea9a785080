import type { Locator, Page } from 'playwright/test'

/** `#/blocks`, and the pages of a block, a transaction and an address behind it. */
export class BlocksPage {
  readonly blocks: Locator
  readonly search: Locator
  readonly older: Locator
  readonly newer: Locator
  readonly transactions: Locator

  constructor(readonly page: Page) {
    this.blocks = page.getByRole('list', { name: /^(Latest blocks|Blocks below)/ }).getByRole('listitem')
    this.search = page.getByRole('searchbox', { name: 'Search the chain' })
    this.older = page.getByRole('link', { name: 'Older' })
    this.newer = page.getByRole('link', { name: 'Newer' })
    this.transactions = page.getByRole('list', { name: 'Transactions' }).getByRole('listitem')
  }

  async open(): Promise<void> {
    await this.page.evaluate(() => {
      location.hash = '#/blocks'
    })
    await this.search.waitFor()
  }

  async find(text: string): Promise<void> {
    await this.search.fill(text)
    await this.search.press('Enter')
  }

  /** The value beside a name on the page of a block or transaction: `fact('State root')`. */
  fact(name: string): Locator {
    return this.page.locator('dl > div', { has: this.page.getByText(name, { exact: true }) }).locator('dd')
  }
}
