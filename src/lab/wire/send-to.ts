import type { GossipSub } from '@libp2p/gossipsub'
import { assert } from '#lib/assert.ts'
import type { PeerId } from '#lib/peer-id.ts'

interface Rpc {
  readonly subscriptions: never[]
  readonly messages: { readonly topic: string; readonly data: Uint8Array }[]
}

/** The parts of gossipsub that have no public call. */
interface Inner {
  readonly streamsOutbound: ReadonlyMap<string, unknown>
  sendRpc(peerId: PeerId, rpc: Rpc): boolean
}

/** Fails with a clear message if another version lacks one of them. */
function innerOf(pubsub: GossipSub): Inner {
  const inner = pubsub as unknown as Inner
  assert(inner.streamsOutbound instanceof Map, 'gossipsub keeps its streams by peer')
  assert(typeof inner.sendRpc === 'function', 'gossipsub can send to one peer')
  return inner
}

/** Whether there is a stream to send gossip to this peer; it opens by itself a while after the link. */
export const canSendGossip = (pubsub: GossipSub, peerId: PeerId): boolean =>
  innerOf(pubsub).streamsOutbound.has(peerId)

/**
 * Sends gossip messages to chosen peers only, as a node may that breaks the protocol; `publish` sends to all.
 * False if there is no stream to the peer.
 */
export function sendGossip(
  pubsub: GossipSub,
  peerId: PeerId,
  topic: string,
  messages: readonly Uint8Array[],
): boolean {
  return innerOf(pubsub).sendRpc(peerId, {
    subscriptions: [],
    messages: messages.map(data => ({ topic, data })),
  })
}
