import type { Locator, Page } from 'playwright/test'

/** The screen "Connect without a server". */
export class LinkPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async open(): Promise<void> {
    await this.page.goto(`${this.page.url().replace(/#.*/, '')}#/peers`)
    await this.page.getByRole('link', { name: 'Connect without a server' }).click()
  }

  async choose(side: 'Show an offer' | 'Read an offer'): Promise<void> {
    await this.page.getByRole('button', { name: side }).click()
  }

  /** The text that this tab shows. */
  text(kind: 'offer' | 'answer'): Promise<string> {
    return this.page.getByLabel(`The ${kind} as text`).inputValue()
  }

  async paste(kind: 'offer' | 'answer', text: string): Promise<void> {
    await this.page.getByLabel(`Or paste the ${kind}`).fill(text)
    await this.page.getByRole('button', { name: `Read the ${kind}` }).click()
  }

  /** A picture of each QR code, as a screenshot of the other device shows it. */
  async pictures(): Promise<Buffer[]> {
    const code = this.page.getByRole('img', { name: /^QR code/ })
    await code.waitFor()
    const pause = this.page.getByRole('button', { name: 'Pause' })
    if (!(await pause.isVisible())) return [await code.screenshot()]
    await pause.click()
    const pictures = new Map<string, Buffer>()
    const next = this.page.getByRole('button', { name: 'Next' })
    const count = Number(/of (\d+)/.exec((await code.getAttribute('aria-label')) ?? '')?.[1])
    while (pictures.size < count) {
      pictures.set((await code.getAttribute('aria-label')) ?? '', await code.screenshot())
      await next.click()
    }
    return [...pictures.values()]
  }

  async openPictures(pictures: readonly Buffer[]): Promise<void> {
    const files = pictures.map((buffer, i) => ({ name: `code-${i}.png`, mimeType: 'image/png', buffer }))
    await this.page.locator('input[type="file"]').setInputFiles(files)
  }

  linked(): Locator {
    return this.page.getByText('Linked without a server')
  }
}
