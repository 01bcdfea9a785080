import { serverUrls } from '#lib/server-urls.ts'
import type { SignalingAddress } from '#network/link-messages.ts'
import type { NetworkLook } from './network-look.ts'

/** The first message from the page to a new node worker. The ports are in the transfer list. */
export interface BootRequest {
  readonly type: 'start'
  readonly profile: number
  readonly version: string
  /**
   * The invite in the page's address, which names the network to run. Without one it is the profile's last
   * network, or otherwise the deployment's.
   */
  readonly invite: string | undefined
  /** The signaling server in `?signal=`, which replaces the invite's and the page's own from now on. */
  readonly signalingOverride: string | undefined
  /** The user agreed to the network or server in the page's address. */
  readonly agreed: boolean
  /** The user wants to choose another known network; the node starts after the choice. */
  readonly picksNetwork: boolean
  /** The page's own signaling server. */
  readonly signalingDefault: string
  /** The app's address, for invite links. */
  readonly origin: string
  /** Hashes of contracts in which earlier runs of this tab hung. */
  readonly suspects: readonly string[]
  /** The port of the node's calls. */
  readonly apiPort: MessagePort
  /** The port to the page's peer host. */
  readonly linkPort: MessagePort
  /** In the laboratory: creates a peer host for each port that is sent through this one. */
  readonly labPort?: MessagePort | undefined
}

/** Asks a running worker whether it responds. */
export interface PingRequest {
  readonly type: 'ping'
}

/** A question that the start asks the user. */
export type BootQuestion =
  /**
   * A link asks for another network than the profile's; `lookalike` is a known network with the same name and
   * symbol as that one.
   */
  | {
      readonly type: 'network'
      readonly asked: NetworkLook
      readonly current: NetworkLook
      readonly lookalike: NetworkLook | undefined
    }
  /** A link asks for another signaling server than the network's. */
  | { readonly type: 'signaling'; readonly network: NetworkLook; readonly asked: string }
  /** A choice among the known networks; `current` is the id of the last one. */
  | { readonly type: 'pick'; readonly networks: readonly NetworkLook[]; readonly current: string }

/** `change`, `keep`, or the id of the network that was picked. */
export interface BootAnswer {
  readonly type: 'answer'
  readonly answer: string
}

/** Messages from the worker to the page: progress of the start, and signs of life. */
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
      /**
       * `contracts`: the contract engine cannot be used, without which no block can be validated.
       * `incomplete`: a part of the app did not arrive.
       */
      readonly reason: 'invite' | 'storage' | 'contracts' | 'incomplete'
      readonly code: string
      readonly message: string
    }
  /** The start continues after a {@link BootAnswer}. */
  | { readonly type: 'asks'; readonly question: BootQuestion }
  | { readonly type: 'pong' }
  /** A contract starts to run (hash of its source); a later `pong` shows that it ended. */
  | { readonly type: 'running'; readonly source: string }
  /** A bug of the app: the worker has stopped, or could not start. */
  | { readonly type: 'crashed'; readonly message: string; readonly stack: string }

/** The signaling servers of a list of URLs `http(s)://host[:port]/path/`, without those that are not such URLs. */
export const signalingAddresses = (list: string, networkId: string): SignalingAddress[] =>
  serverUrls(list).flatMap(url => signalingAddress(url, networkId) ?? [])

function signalingAddress(url: string, networkId: string): SignalingAddress | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, hostname, port, pathname } = new URL(url)
  if (protocol !== 'http:' && protocol !== 'https:') return undefined
  const secure = protocol === 'https:'
  const path = pathname.endsWith('/') ? pathname : `${pathname}/`
  return { host: hostname, port: port ? Number(port) : secure ? 443 : 80, path, secure, networkId }
}
