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
  /** IPFS nodes to be linked with by WebSocket: multiaddrs that end in a peer id. */
  readonly peers: readonly string[]
}

/**
 * Of the IPFS Foundation, for whoever turns the setting on; both are open to everyone and need no account.
 * Nobody is linked with by default.
 */
export const DEFAULT_PUBLIC: PublicChoice = {
  on: false,
  gateways: ['https://trustless-gateway.link'],
  routers: ['https://delegated-ipfs.dev'],
  peers: [],
}

/** What the public IPFS is to the room of files. */
export interface PublicIpfsDependencies {
  readonly store: FileStore
  readonly clock: Clock
  /** Somebody who was not there before can be asked now. */
  readonly onNews: () => void
  /** A gateway or an IPFS node gave other bytes than asked for; it is asked no more. */
  readonly onLie: (source: string) => void
}

/** A fetch that looks for sources until `signal` aborts. */
export interface PublicSearch {
  readonly cid: Cid
  readonly signal: AbortSignal
  readonly add: (source: Source) => void
}
