import type { Locator, Page } from 'playwright/test'

/** `#/contracts`: the list of contracts. */
export class ContractsPage {
  readonly contracts: Locator
  readonly find: Locator
  readonly empty: Locator

  constructor(readonly page: Page) {
    this.contracts = page.getByRole('list', { name: 'Contracts' }).getByRole('listitem')
    this.find = page.getByRole('searchbox', { name: 'Find a contract' })
    this.empty = page.getByText('No contracts yet')
  }

  /** Opens the contract with this name, which is on the list once. */
  async openContract(name: string): Promise<ContractPage> {
    await this.contracts.filter({ hasText: name }).getByRole('link').click()
    const contract = new ContractPage(this.page)
    await contract.head.waitFor()
    return contract
  }
}

/** `#/contracts/<address>`: one contract, with its parts in tabs. */
export class ContractPage {
  readonly head: Locator
  readonly events: Locator
  readonly calls: Locator
  readonly source: Locator
  /** The confirmation of a call, with its expected result. */
  readonly dialog: Locator

  constructor(readonly page: Page) {
    this.head = page.getByRole('region', { name: 'About this contract' })
    this.events = page.getByRole('list', { name: 'Events' }).getByRole('listitem')
    this.calls = page.getByRole('list', { name: 'Calls' }).getByRole('listitem')
    this.source = page.getByRole('region', { name: 'Source' })
    this.dialog = page.getByRole('dialog')
  }

  async goTo(part: 'Methods' | 'State' | 'Events' | 'Calls' | 'Source'): Promise<void> {
    const tab = this.page
      .getByRole('navigation', { name: 'Parts of this contract' })
      .getByRole('link', { name: part })
    await tab.click()
    await this.page.locator('[aria-current="page"]', { hasText: part }).waitFor()
  }

  /** Opens a method's form, unless it is open, and fills it in by the names of the parameters. */
  async fill(
    action: 'Read' | 'Call',
    method: string,
    values: Readonly<Record<string, string>>,
  ): Promise<Locator> {
    const form = this.page.getByRole('form', { name: `${action} ${method}`, exact: true })
    if (!(await form.isVisible())) {
      const section = this.page.getByRole('region', { name: action, exact: true })
      await section.locator('summary', { hasText: `${method}(` }).click()
    }
    for (const [name, value] of Object.entries(values)) {
      await form.getByRole('textbox', { name, exact: true }).fill(value)
    }
    return form
  }

  /** Calls a view and returns the answer. */
  async read(method: string, values: Readonly<Record<string, string>> = {}): Promise<Locator> {
    const form = await this.fill('Read', method, values)
    await form.getByRole('button', { name: 'Read' }).click()
    const answer = this.page.getByRole('region', { name: `Answer of ${method}` })
    await answer.waitFor()
    return answer
  }

  /** Fills in a call and has it tried; the dialog then shows its expected result. */
  async plan(method: string, values: Readonly<Record<string, string>>): Promise<void> {
    const form = await this.fill('Call', method, values)
    await form.getByRole('button', { name: 'Call' }).click()
    await this.dialog.waitFor()
  }

  /** Chooses how a field is read: `choose('Call', 'transfer', 'amount', 'bigint')`. */
  async choose(action: 'Read' | 'Call', method: string, field: string, reading: string): Promise<void> {
    await this.page
      .getByRole('form', { name: `${action} ${method}`, exact: true })
      .getByRole('combobox', { name: `Read ${field} as` })
      .selectOption({ label: reading })
  }

  async send(button: 'Send now' | 'Send it anyway' = 'Send now'): Promise<void> {
    await this.dialog.getByRole('button', { name: button }).click()
    await this.dialog.waitFor({ state: 'detached' })
  }

  /** The outcome of a call that was sent. */
  progress(title: 'Sent' | 'Done' | 'The call failed'): Locator {
    return this.page.getByRole('status').filter({ hasText: title })
  }

  /** A field of the state by its name. */
  field(name: string): Locator {
    return this.page
      .getByRole('region', { name: 'Fields' })
      .locator('dl > div', { has: this.page.getByText(name, { exact: true }) })
      .locator('dd')
  }

  entries(map: string): Locator {
    return this.page.getByRole('table', { name: `Entries of ${map}` }).locator('tbody tr')
  }

  /** Clicks on a name or a value of an event, which filters the log. */
  async narrow(event: Locator, text: string | RegExp): Promise<void> {
    await event.getByRole('button', { name: text }).click()
  }

  async typeFilter(field: string, text: string): Promise<void> {
    await this.page.getByRole('search', { name: 'Filter of events' }).getByLabel(field).fill(text)
  }
}
