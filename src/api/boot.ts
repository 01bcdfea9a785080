import type { SignalingAddress } from '../network/link-messages.ts'

/** What the page tells a fresh node worker, once. The two ports come in the transfer list. */
export interface BootRequest {
  readonly type: 'start'
  readonly profile: number
  readonly version: string
  /** An invite's text from the page's address: the network to run. Otherwise the profile's last one, otherwise the deployment's. */
  readonly invite: string | undefined
  /** From `?signal=`; overrides the invite's and the page's own signaling server. */
  readonly signalingOverride: string | undefined
  /** The page's own signaling server. */
  readonly signalingDefault: string
  /** Where the app lives, for invite links. */
  readonly origin: string
  /** Hashes of contracts in which earlier runs of this tab hung. */
  readonly suspects: readonly string[]
  /** Serves `api/`. */
  readonly apiPort: MessagePort
  /** To the page's peer host. */
  readonly linkPort: MessagePort
  /** In the laboratory: makes more peer hosts, one for each port that is sent through it. */
  readonly labPort?: MessagePort | undefined
}

/** Asks a running worker for a sign of life. */
export interface PingRequest {
  readonly type: 'ping'
}

/** What the worker tells the page about its start, and whether it is alive. */
export type BootReply =
  | { readonly type: 'step'; readonly step: 'wallet' | 'chain' | 'network' }
  | {
      readonly type: 'ready'
      readonly networkId: string
      readonly genesis: Uint8Array
      readonly milliseconds: number
    }
  | {
      readonly type: 'failed'
      /** `contracts`: what runs them did not load, and without it no block can be judged. */
      readonly reason: 'invite' | 'storage' | 'contracts'
      readonly code: string
      readonly message: string
    }
  | { readonly type: 'pong' }
  /** A contract begins to run, by the hash of its source; a later `pong` says that it ended. */
  | { readonly type: 'running'; readonly source: string }
  /** Our own bug: the worker has stopped, or could not start. */
  | { readonly type: 'crashed'; readonly message: string; readonly stack: string }

/** `http(s)://host[:port]/path/` as the address of a signaling server; undefined when it is no such URL. */
export function signalingAddress(url: string, networkId: string): SignalingAddress | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, hostname, port, pathname } = new URL(url)
  if (protocol !== 'http:' && protocol !== 'https:') return undefined
  const secure = protocol === 'https:'
  const path = pathname.endsWith('/') ? pathname : `${pathname}/`
  return { host: hostname, port: port ? Number(port) : secure ? 443 : 80, path, secure, networkId }
}
