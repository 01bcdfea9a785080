import { expect, type Locator, type Page } from 'playwright/test'

/** `#/terminal`, used by keys as a person does. */
export class TerminalPage {
  readonly frame: Locator
  readonly input: Locator
  /** The rows of the window. */
  readonly rows: Locator
  readonly keys: Locator

  constructor(readonly page: Page) {
    this.frame = page.getByRole('region', { name: 'Terminal' })
    this.input = this.frame.getByRole('textbox')
    this.rows = this.frame.locator('.xterm-rows > *')
    this.keys = page.getByRole('toolbar', { name: 'Keys' })
  }

  async open(): Promise<void> {
    await this.page.evaluate(() => {
      location.hash = '#/terminal'
    })
    await expect.poll(() => this.text()).toMatch(/tab> ?$/)
  }

  /** The window's rows as one text. */
  async text(): Promise<string> {
    const rows = await this.rows.allTextContents()
    return rows
      .map(row => row.replaceAll('\u00a0', ' ').trimEnd())
      .join('\n')
      .trimEnd()
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text)
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key)
  }

  /** Types a line and runs it. */
  async run(line: string): Promise<void> {
    await this.type(line)
    await this.press('Enter')
  }

  async shows(text: RegExp | string): Promise<void> {
    if (typeof text === 'string') await expect.poll(() => this.text()).toContain(text)
    else await expect.poll(() => this.text()).toMatch(text)
  }
}
