import type { Browser, BrowserContextOptions, Page } from 'playwright/test'

/** A page in a browser context of its own, with the context's options. */
export interface LentPage {
  readonly page: Page
  readonly options: BrowserContextOptions
}

/**
 * Pages that the journeys of one worker reuse. Most of the time to open the app is spent on the new context,
 * its process, and the compilation of code; a page that had the app before opens it in less than half of that
 * time. All that a journey left in it is removed before the next one gets it: the document with its workers
 * and links, its storage, and listeners.
 */
export class PagePool {
  readonly #browser: Browser
  /** The origin of the server whose app the pages had; only its storage is known to be complete. */
  readonly #origin: string
  readonly #idle: LentPage[] = []

  constructor(browser: Browser, url: string) {
    this.#browser = browser
    this.#origin = new URL(url).origin
  }

  /** A page in a new context. */
  async open(options: BrowserContextOptions): Promise<LentPage> {
    return { page: await (await this.#browser.newContext(options)).newPage(), options }
  }

  /** A page that is as good as new, its context made with these options. */
  async take(options: BrowserContextOptions): Promise<LentPage> {
    const wanted = JSON.stringify(options)
    const found = this.#idle.findIndex(idle => JSON.stringify(idle.options) === wanted)
    return this.#idle.splice(found, found < 0 ? 0 : 1)[0] ?? this.open(options)
  }

  /**
   * Takes a page back, and clears it; a page that was closed or is elsewhere by now ends with its context.
   */
  async giveBack({ page, options }: LentPage): Promise<void> {
    const context = page.context()
    if (page.isClosed() || new URL(page.url()).origin !== this.#origin) return context.close()
    for (const other of context.pages()) if (other !== page) await other.close()
    // The listeners of its tab; Playwright has some of its own.
    page.removeAllListeners('pageerror')
    await page.evaluate(() => sessionStorage.clear())
    await page.goto('about:blank')
    const session = await context.newCDPSession(page)
    await session.send('Storage.clearDataForOrigin', { origin: this.#origin, storageTypes: 'all' })
    await session.detach()
    this.#idle.push({ page, options })
  }

  async close(): Promise<void> {
    for (const { page } of this.#idle) await page.context().close()
  }
}
