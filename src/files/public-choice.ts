import type { Cid } from '#lib/cid.ts'
import type { Clock } from '#lib/clock.ts'
import type { FileStore } from '#storage/file-store.ts'
import type { Source } from './fetch-file.ts'

export interface PublicChoice {
  readonly on: boolean
  /** Trustless HTTP gateways. */
  readonly gateways: readonly string[]
  /** Delegated routing servers (Routing V1 HTTP API). */
  readonly routers: readonly string[]
  /** IPFS nodes to link with by WebSocket: multiaddrs that end in a peer id. */
  readonly peers: readonly string[]
}

/**
 * Servers of the IPFS Foundation, for whoever turns the setting on; both are open to everyone and need no
 * account. No IPFS node is linked by default.
 */
export const DEFAULT_PUBLIC: PublicChoice = {
  on: false,
  gateways: ['https://trustless-gateway.link'],
  routers: ['https://delegated-ipfs.dev'],
  peers: [],
}

/** What the public IPFS needs from the other parts. */
export interface PublicIpfsDependencies {
  readonly store: FileStore
  readonly clock: Clock
  /** A new source can be asked now. */
  readonly onNews: () => void
  /** A gateway or an IPFS node sent bytes that do not match the CID; it is not asked again. */
  readonly onLie: (source: string) => void
}

/** A fetch that looks for sources until `signal` aborts. */
export interface PublicSearch {
  readonly cid: Cid
  readonly signal: AbortSignal
  readonly add: (source: Source) => void
}
