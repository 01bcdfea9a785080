import type { Locator, Page } from 'playwright/test'

/** The input of a founder; fields of “All parameters” by their labels, as a person types them. */
export interface TypedNetwork {
  readonly preset: 'Classroom' | 'Fair' | 'Open' | 'Classic'
  readonly name: string
  readonly symbol?: string
  readonly parameters?: Readonly<Record<string, string>>
}

/** `#/networks` and `#/networks/new` */
export class NetworksPage {
  readonly known: Locator
  readonly form: Locator
  readonly create: Locator

  constructor(readonly page: Page) {
    this.known = page.getByRole('list', { name: 'Known networks' }).getByRole('listitem')
    this.form = page.getByRole('form', { name: 'New network' })
    this.create = this.form.getByRole('button', { name: 'Create and open it here' })
  }

  async open(): Promise<void> {
    await this.page.evaluate(() => {
      location.hash = '#/networks'
    })
    await this.known.first().waitFor()
  }

  async openForm(): Promise<void> {
    await this.page.evaluate(() => {
      location.hash = '#/networks/new'
    })
    await this.form.waitFor()
  }

  async fill({ preset, name, symbol, parameters = {} }: TypedNetwork): Promise<void> {
    // The radio button lies under its card, hence `force`.
    await this.form.getByRole('radio', { name: preset }).check({ force: true })
    await this.form.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
    if (symbol !== undefined) await this.form.getByRole('textbox', { name: 'Coin', exact: true }).fill(symbol)
    if (Object.keys(parameters).length === 0) return
    const more = this.form.getByRole('button', { name: 'All parameters' })
    if ((await more.getAttribute('aria-expanded')) === 'false') await more.click()
    for (const [label, text] of Object.entries(parameters))
      await this.form.getByRole('textbox', { name: label, exact: true }).fill(text)
  }

  /** Resolves when the page of the new network has loaded; wait for its node then. */
  async found(network: TypedNetwork): Promise<void> {
    await this.openForm()
    await this.fill(network)
    await Promise.all([this.page.waitForEvent('load'), this.create.click()])
  }

  /** Resolves when the page of that network has loaded; wait for its node then. */
  async switchTo(name: string): Promise<void> {
    await this.open()
    await Promise.all([
      this.page.waitForEvent('load'),
      this.page.getByRole('button', { name: `Open ${name}`, exact: true }).click(),
    ])
  }
}
