/** A cable in a computer: the delay, loss and rate hold for each direction. */
export interface Line {
  readonly delayMs: number
  readonly lossPercent: number
  readonly kbitPerSecond: number
}

/** A switch, or the access point of a Wi-Fi. */
export interface Switch {
  /** Whether mDNS (UDP 5353) passes, by which browsers resolve each other's hidden addresses. */
  readonly multicast: 'passes' | 'dropped'
  /** Client isolation: each computer reaches only this address. */
  readonly onlyTo?: string
}

/** A router with an outside (`at`, a switch) and an inside, which is a switch of the same name. */
export interface Router extends Switch {
  readonly at: string
  /** Addresses with prefix lengths. */
  readonly outside: string
  readonly inside: string
  /**
   * `none` forwards both ways; `cone` keeps a port for all destinations, as most home routers do; `symmetric`
   * takes another for each destination.
   */
  readonly nat: 'none' | 'cone' | 'symmetric'
  /** If set, nothing passes to the outside but TCP to the app's port. */
  readonly onlyAppTcp?: boolean
}

export interface Computer {
  /** The switch or router that it is plugged into. */
  readonly at: string
  /** With a prefix length. */
  readonly address: string
  readonly gateway?: string
  readonly line?: Line
}

/** Computers and what lies between them, by names of at most 12 letters. */
export interface Network {
  readonly switches: Readonly<Record<string, Switch>>
  readonly routers?: Readonly<Record<string, Router>>
  readonly computers: Readonly<Record<string, Computer>>
}

/** What two tabs have to do. */
export type Task =
  /** To link, from the moment that the second tab is ready. */
  | { readonly kind: 'link'; readonly withinSeconds: number }
  /**
   * To exchange a block after the second tab was cut off, from the moment that its network is back. `silent`
   * means that the computer does not notice the outage itself.
   */
  | {
      readonly kind: 'recover'
      readonly outageSeconds: number
      readonly silent: boolean
      readonly withinSeconds: number
    }
  /** To copy a file at this share of the line's rate, without losing the link. */
  | { readonly kind: 'copy'; readonly bytes: number; readonly rateShare: number }

export type BrowserName = 'chromium' | 'firefox'

/** The browsers of the first and the second tab: the same, or Chromium and Firefox. */
export type BrowserPair = BrowserName | 'mixed'

/** A tab: its computer, and the address at which it opens the app if that is not the server's. */
export interface TabPlace {
  readonly on: string
  readonly opens?: string
}

/** A network where people meet, and what two tabs have to do there. The server's computer is `server`. */
export interface LanCase {
  readonly name: string
  readonly about: string
  readonly network: Network
  /** Options of `npm start`, beside `--port` and `--https`. */
  readonly server: readonly string[]
  readonly tabs: readonly [TabPlace, TabPlace]
  /** Each pair is measured by itself. */
  readonly pairs: readonly BrowserPair[]
  readonly task: Task
}
