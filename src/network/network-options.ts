import type { NetworkId } from '#chain/ids.ts'
import type { Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { Random } from '#lib/random.ts'
import type { SignalingAddress } from './link-messages.ts'
import type { KnownPeer, NetworkHandlers, Verdict } from './network.ts'

/** All dependencies of a network; it uses nothing else of its environment. */
export interface NetworkOptions {
  /** 32 bytes, Ed25519; the peer id that it gives is also the id at the signaling server. */
  readonly identitySeed: Uint8Array
  readonly networkId: NetworkId
  /** In the order of preference. Without a server, members introduce this node. */
  readonly signaling: readonly SignalingAddress[]
  /** The port to the page's peer host. */
  readonly linkPort: MessagePort
  /** The last report of {@link NetworkHandlers.onKnownPeers}. */
  readonly knownPeers: readonly KnownPeer[]
  /** The peer of an invite; dialled first. */
  readonly introducer?: PeerId | undefined
  readonly handlers: NetworkHandlers
  readonly clock: Clock
  readonly random: Random
  /** The app's version, shown to peers. */
  readonly version: string
  /** Asks the signaling server for peers; `globalThis.fetch` unless given. */
  readonly fetch?: typeof globalThis.fetch | undefined
  /** Called with the first sender of each gossip message, before any check. */
  readonly onGossip?: ((peerId: PeerId) => void) | undefined
  /**
   * Called with the verdict on each announcement of files, also on those that never reach the node's
   * handlers.
   */
  readonly onNews?: ((peerId: PeerId, verdict: Verdict) => void) | undefined
  /** Time between two rotations of a link; 60 s unless given. */
  readonly rotationMs?: number | undefined
}
