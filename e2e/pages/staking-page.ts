import type { Locator, Page } from 'playwright/test'
import { baseUnits } from './shell.ts'

/** `#/mining` on a network of stakes. */
export class StakingPage {
  readonly takePart: Locator
  /** Why no block is made now, or what this tab does. */
  readonly situation: Locator
  readonly form: Locator
  readonly amount: Locator
  readonly fee: Locator
  readonly sent: Locator
  readonly ownStakes: Locator
  /** The largest first. */
  readonly stakers: Locator

  constructor(readonly page: Page) {
    const now = page.getByRole('region', { name: 'Take part in this tab' })
    this.takePart = now.getByRole('switch', { name: 'Take part in this tab' })
    this.situation = now.getByRole('status')
    this.form = page.getByRole('form', { name: 'Change a stake' })
    this.amount = this.form.getByRole('textbox', { name: 'Amount' })
    this.fee = this.form.getByRole('textbox', { name: 'Fee' })
    this.sent = page.getByRole('status').filter({ hasText: 'Sent' })
    this.ownStakes = page.getByRole('region', { name: 'Your stakes' })
    this.stakers = page.getByRole('list', { name: 'Stakers' }).getByRole('listitem')
  }

  async open(): Promise<void> {
    await this.page.evaluate(() => {
      location.hash = '#/mining'
    })
    await this.form.waitFor()
  }

  /**
   * Types, reviews, confirms, and waits until the node has accepted it. The amount is as a person types it.
   */
  async change(action: 'stake' | 'unstake', amount: string): Promise<void> {
    await this.form.getByText(action === 'stake' ? 'Stake' : 'Unstake', { exact: true }).click()
    await this.amount.fill(amount)
    await this.form.getByRole('button', { name: /^Review / }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByRole('button', { name: action === 'stake' ? 'Stake now' : 'Unstake now' }).click()
    // It stays open if the node refuses; the note may be an earlier one's.
    await dialog.waitFor({ state: 'hidden' })
    await this.sent.waitFor()
  }

  /** Base units beside a name in “Your stakes”: `fact('At stake')`. */
  async fact(name: 'At stake' | 'Counts now' | 'Being returned'): Promise<bigint> {
    const line = this.ownStakes.locator('dl > div', { has: this.page.getByText(name, { exact: true }) })
    return baseUnits((await line.first().locator('dd').textContent()) ?? '')
  }
}
