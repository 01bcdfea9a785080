import type { Locator, Page } from 'playwright/test'
import { baseUnits } from './shell.ts'

/** `#/` */
export class OverviewPage {
  readonly balance: Locator
  /** Newest first. */
  readonly blocks: Locator
  /** Of all kinds. */
  readonly transactions: Locator
  readonly inviteSomeone: Locator

  constructor(readonly page: Page) {
    this.balance = page.getByRole('region', { name: 'Balance' })
    this.blocks = page.getByRole('list', { name: 'Latest blocks' }).getByRole('listitem')
    this.transactions = page.getByRole('list', { name: 'Your transactions' }).getByRole('listitem')
    this.inviteSomeone = page.getByRole('main').getByRole('link', { name: 'Invite someone' })
  }

  async open(): Promise<void> {
    await this.page.evaluate(() => {
      location.hash = '#/'
    })
    await this.balance.waitFor()
  }

  /** Confirmed coins over all addresses, in base units. */
  async total(): Promise<bigint> {
    return baseUnits((await this.balance.textContent()) ?? '')
  }
}
