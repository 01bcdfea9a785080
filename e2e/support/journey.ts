import { type BrowserContext, type BrowserContextOptions, test as base } from 'playwright/test'
import { type Server, startServer } from './server.ts'
import { Tab } from './tab.ts'
import { networkLink, testNetwork } from './test-network.ts'

interface Journey {
  /** The app and signaling, from one port, as `npm start` serves them. */
  readonly server: Server
  /** The address of the app in a network of this journey's own. */
  readonly link: string
  /** A tab in a browser of its own: separate storage. */
  readonly newTab: (options?: TabOptions) => Promise<Tab>
  /** What the project or `test.use` says of the screen, for {@link TabOptions.context}. */
  readonly phone: BrowserContextOptions
}

interface TabOptions {
  readonly link?: string
  /** Query options of the page's address. */
  readonly query?: Readonly<Record<string, string>>
  readonly context?: BrowserContextOptions
}

/** A journey has its own server, its own network and as many tabs as it opens; everything is closed at its end. */
export const test = base.extend<Journey>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that a fixture needs from this pattern.
  server: async ({}, use) => {
    const server = await startServer()
    await use(server)
    await server.stop()
  },

  link: async ({ server }, use, info) => {
    await use(networkLink(server.url, testNetwork(info.title.slice(0, 24).trim())))
  },

  phone: async ({ viewport, hasTouch, isMobile }, use) => use({ viewport, hasTouch, isMobile }),

  newTab: async ({ browser, link }, use) => {
    const contexts: BrowserContext[] = []
    await use(async ({ link: other, query = {}, context: screen = {} } = {}) => {
      const context = await browser.newContext(screen)
      contexts.push(context)
      const url = new URL(other ?? link)
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
      return new Tab(await context.newPage()).open(url.href)
    })
    for (const context of contexts) await context.close()
  },
})

export { expect } from 'playwright/test'
