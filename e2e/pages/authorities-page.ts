import { expect, type Locator, type Page } from 'playwright/test'

/** `#/mining` on a network of authorities. */
export class AuthoritiesPage {
  readonly takePart: Locator
  /** Whose turn it is, or what this tab does. */
  readonly situation: Locator
  /** In the order of their turns. */
  readonly authorities: Locator
  readonly newAddress: Locator
  readonly addButton: Locator
  readonly handOverButton: Locator
  readonly admin: Locator
  readonly sent: Locator

  constructor(readonly page: Page) {
    const now = page.getByRole('region', { name: 'Take part in this tab' })
    this.takePart = now.getByRole('switch', { name: 'Take part in this tab' })
    this.situation = now.getByRole('status')
    this.authorities = page.getByRole('list', { name: 'Authorities' }).getByRole('listitem')
    this.newAddress = page.getByRole('textbox', { name: 'Address of the new authority' })
    this.addButton = page.getByRole('button', { name: 'Add', exact: true })
    this.handOverButton = page.getByRole('button', { name: 'Hand over…' })
    this.admin = page.getByRole('region', { name: 'Admin' })
    this.sent = page.getByRole('status').filter({ hasText: 'Sent' })
  }

  async open(): Promise<void> {
    await this.page.evaluate(() => {
      location.hash = '#/mining'
    })
    await this.admin.waitFor()
  }

  /** Waits until the node has accepted it. */
  async add(address: string): Promise<void> {
    await this.newAddress.fill(address)
    await this.addButton.click()
    await expect(this.newAddress).toHaveValue('')
  }

  /** `name` is an own address's name or an address. */
  async remove(name: string): Promise<void> {
    await this.page.getByRole('button', { name: `Remove ${name}` }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })
  }

  async handOver(address: string): Promise<void> {
    await this.handOverButton.click()
    const dialog = this.page.getByRole('dialog', { name: 'Hand over the network' })
    await dialog.getByRole('textbox', { name: 'Address of the new admin' }).fill(address)
    await dialog.getByRole('textbox', { name: /to confirm$/ }).fill('hand over')
    await dialog.getByRole('button', { name: 'Hand over', exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })
  }
}
