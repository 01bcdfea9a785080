import { type BrowserContextOptions, test as base } from 'playwright/test'
import { type LentPage, PagePool } from './page-pool.ts'
import { type Server, startServer } from './server.ts'
import { Tab } from './tab.ts'
import { networkLink, testNetwork } from './test-network.ts'

interface Options {
  /**
   * Whether its tabs are in new browser contexts and install the service worker, as a first visit does,
   * instead of in pages of the pool.
   */
  readonly firstVisit: boolean
  /** Whether the journey has a server of its own, which it may stop. */
  readonly ownServer: boolean
}

interface Journey {
  /** The app and signaling, from one port, as `npm start` serves them. */
  readonly server: Server
  /** The address of the app in a network of this journey's own. */
  readonly link: string
  /** A tab in a browser of its own: separate storage. */
  readonly newTab: (options?: TabOptions) => Promise<Tab>
  /** The screen of the project or of `test.use`, for {@link TabOptions.context}. */
  readonly phone: BrowserContextOptions
}

interface TabOptions {
  readonly link?: string
  /** Query options of the page's address. */
  readonly query?: Readonly<Record<string, string>>
  readonly context?: BrowserContextOptions
}

interface Shared {
  /** One server for all journeys of a worker, as a deployment has one for many networks. */
  readonly sharedServer: Server
  readonly pages: PagePool
}

/**
 * The settings of all pages of the pool: no animations, and no service worker, which costs each a quarter of
 * the time to open.
 */
const STEADY = { serviceWorkers: 'block', reducedMotion: 'reduce' } as const

/** A journey has its own network and as many tabs as it opens; everything is closed at its end. */
export const test = base.extend<Journey & Options, Shared>({
  firstVisit: [false, { option: true }],
  ownServer: [false, { option: true }],

  sharedServer: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that a fixture needs from this pattern.
    async ({}, use) => {
      const server = await startServer()
      await use(server)
      await server.stop()
    },
    { scope: 'worker' },
  ],

  pages: [
    async ({ browser, sharedServer }, use) => {
      const pages = new PagePool(browser, sharedServer.url)
      await use(pages)
      await pages.close()
    },
    { scope: 'worker' },
  ],

  server: async ({ ownServer, sharedServer }, use) => {
    const server = ownServer ? await startServer() : sharedServer
    await use(server)
    if (ownServer) await server.stop()
  },

  link: async ({ server }, use, info) => {
    await use(networkLink(server.url, testNetwork(info.title.slice(0, 24).trim())))
  },

  phone: async ({ viewport, hasTouch, isMobile }, use) => use({ viewport, hasTouch, isMobile }),

  newTab: async ({ pages, link, firstVisit }, use, info) => {
    const lent: LentPage[] = []
    await use(async ({ link: other, query = {}, context: screen = {} } = {}) => {
      const taken = firstVisit ? await pages.open(screen) : await pages.take({ ...STEADY, ...screen })
      lent.push(taken)
      const url = new URL(other ?? link)
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
      return new Tab(taken.page).open(url.href)
    })
    const isClean = !firstVisit && info.status === info.expectedStatus
    for (const taken of lent) await (isClean ? pages.giveBack(taken) : taken.page.context().close())
  },
})

export { expect } from 'playwright/test'
