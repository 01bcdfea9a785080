import type { NetworkId } from '#chain/ids.ts'
import type { Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { Random } from '#lib/random.ts'
import type { IceServer, SignalingAddress } from './link-messages.ts'
import type { KnownPeer, NetworkHandlers, Verdict } from './network.ts'

/** Everything that a network is made of; it looks for nothing in its environment. */
export interface NetworkOptions {
  /** 32 bytes, Ed25519; the peer id that it gives is also the id at the signaling server. */
  readonly identitySeed: Uint8Array
  readonly networkId: NetworkId
  /** Without a server there are no introductions; links that exist go on. */
  readonly signaling: SignalingAddress | undefined
  readonly iceServers: readonly IceServer[]
  /** To the page's peer host. */
  readonly linkPort: MessagePort
  /** As {@link NetworkHandlers.onKnownPeers} reported them last. */
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
  /** Called for each gossip message that a peer was the first to bring, before anything judges it. */
  readonly onGossip?: ((peerId: PeerId) => void) | undefined
  /** Called with what came of news of files, some of which the node's handlers never see. */
  readonly onNews?: ((peerId: PeerId, verdict: Verdict) => void) | undefined
  /** Time between two rotations of a link; 60 s unless given. */
  readonly rotationMs?: number | undefined
}
