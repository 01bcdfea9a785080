import type { SignalingAddress } from '#network/link-messages.ts'
import type { NetworkLook } from './network-look.ts'

/** What the page tells a fresh node worker, once. The two ports come in the transfer list. */
export interface BootRequest {
  readonly type: 'start'
  readonly profile: number
  readonly version: string
  /**
   * An invite's text from the page's address: the network to run. Otherwise the profile's last one, otherwise
   * the deployment's.
   */
  readonly invite: string | undefined
  /**
   * From `?signal=`: the network's signaling server from now on, in place of the invite's and the page's own.
   */
  readonly signalingOverride: string | undefined
  /** The person said yes to what the page's address asks for. */
  readonly agreed: boolean
  /** The person wants another of the known networks: the node does not start before one is picked. */
  readonly picksNetwork: boolean
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

/** What a start cannot decide without the person. */
export type BootQuestion =
  /**
   * A link asks for another network than the profile's; `lookalike` is known, and has the same name and
   * symbol as the one that is asked for.
   */
  | {
      readonly type: 'network'
      readonly asked: NetworkLook
      readonly current: NetworkLook
      readonly lookalike: NetworkLook | undefined
    }
  /** A link asks for another signaling server than the network's. */
  | { readonly type: 'signaling'; readonly network: NetworkLook; readonly asked: string }
  /** Which of the known ones? `current` is the id of the one that ran last. */
  | { readonly type: 'pick'; readonly networks: readonly NetworkLook[]; readonly current: string }

/** `change`, `keep`, or the id of the network that was picked. */
export interface BootAnswer {
  readonly type: 'answer'
  readonly answer: string
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
  /** It goes on with a {@link BootAnswer}. */
  | { readonly type: 'asks'; readonly question: BootQuestion }
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
