import type { Locator, Page } from 'playwright/test'
import { baseUnits } from './shell.ts'

/** The fields of the send form; amounts as a person types them. */
export interface TypedPayment {
  readonly to: string
  readonly amount: string
  readonly fee?: string
  readonly memo?: string
}

/** `#/wallet/send` and `#/wallet/receive` */
export class WalletPage {
  readonly form: Locator
  readonly to: Locator
  readonly amount: Locator
  readonly fee: Locator
  readonly memo: Locator
  readonly review: Locator
  readonly confirm: Locator
  readonly sent: Locator
  readonly addresses: Locator
  readonly history: Locator
  readonly ownAddress: Locator

  constructor(readonly page: Page) {
    this.form = page.getByRole('form', { name: 'Send a payment' })
    this.to = this.form.getByRole('textbox', { name: 'To', exact: true })
    this.amount = this.form.getByRole('textbox', { name: 'Amount' })
    this.fee = this.form.getByRole('textbox', { name: 'Fee' })
    this.memo = this.form.getByRole('textbox', { name: 'Memo' })
    this.review = this.form.getByRole('button', { name: 'Review payment' })
    this.confirm = page.getByRole('dialog', { name: 'Send this payment?' })
    this.sent = page.getByRole('status').filter({ hasText: 'Sent' })
    this.addresses = page.getByRole('list', { name: 'Addresses' }).getByRole('listitem')
    this.history = page.getByRole('list', { name: 'History' }).getByRole('listitem')
    this.ownAddress = page.getByLabel('Your address')
  }

  async open(panel: 'send' | 'receive' = 'send'): Promise<void> {
    await this.page.evaluate(to => {
      location.hash = `#/wallet/${to}`
    }, panel)
    await (panel === 'send' ? this.form : this.ownAddress).waitFor()
  }

  async fill({ to, amount, fee, memo }: TypedPayment): Promise<void> {
    await this.to.fill(to)
    await this.amount.fill(amount)
    if (fee !== undefined) await this.fee.fill(fee)
    if (memo !== undefined) await this.memo.fill(memo)
  }

  /** Types, reviews, confirms, and waits until the node has accepted it. */
  async send(payment: TypedPayment): Promise<void> {
    await this.fill(payment)
    await this.review.click()
    await this.confirm.getByRole('button', { name: 'Send now' }).click()
    await this.sent.waitFor()
  }

  /** Why the button is off, or its note. */
  async reason(): Promise<string> {
    const id = await this.review.getAttribute('aria-describedby')
    return (await this.page.locator(`[id="${id}"]`).textContent()) ?? ''
  }

  /** The first own address as text. */
  async readOwnAddress(): Promise<string> {
    await this.open('receive')
    return ((await this.ownAddress.textContent()) ?? '').trim()
  }

  /** Confirmed base units on the address with this name. */
  async balanceOf(name: string): Promise<bigint> {
    const line = this.addresses.filter({ has: this.page.getByText(name, { exact: true }) })
    return baseUnits((await line.locator('strong').nth(1).textContent()) ?? '')
  }

  /** A line of the history by its memo. */
  payment(memo: string): Locator {
    return this.history.filter({ hasText: memo })
  }
}
