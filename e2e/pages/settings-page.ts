import type { Locator, Page } from 'playwright/test'

/** `#/settings` */
export class SettingsPage {
  readonly checks: Locator
  readonly resetDialog: Locator

  constructor(readonly page: Page) {
    this.checks = page.getByRole('list', { name: 'Checks' }).getByRole('listitem')
    this.resetDialog = page.getByRole('dialog', { name: 'Reset this node' })
  }

  async open(): Promise<void> {
    await this.page.evaluate(() => {
      location.hash = '#/settings'
    })
    await this.page.getByRole('region', { name: 'Network', exact: true }).waitFor()
  }

  async runDoctor(): Promise<void> {
    await this.page.getByRole('button', { name: /^Check( again)?$/ }).click()
    await this.checks.first().waitFor()
  }

  /** Deletes and waits for the reload that follows. */
  async reset(scope: 'chain' | 'keys'): Promise<void> {
    await this.page.getByRole('button', { name: 'Reset this node…' }).click()
    if (scope === 'keys') await this.resetDialog.getByText('Chain and keys').click()
    await this.resetDialog.getByRole('textbox').fill(scope === 'keys' ? 'delete my keys' : 'reset')
    await Promise.all([
      this.page.waitForEvent('load'),
      this.resetDialog
        .getByRole('button', { name: scope === 'keys' ? 'Delete chain and keys' : 'Delete the chain' })
        .click(),
    ])
  }

  async setTheme(theme: 'Light' | 'Dark' | 'As the system'): Promise<void> {
    await this.page.getByRole('radiogroup', { name: 'Theme' }).getByText(theme).click()
  }
}
