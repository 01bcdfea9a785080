import type { GossipSub } from '@libp2p/gossipsub'
import { assert } from '#lib/assert.ts'
import type { PeerId } from '#lib/peer-id.ts'

interface Rpc {
  readonly subscriptions: never[]
  readonly messages: { readonly topic: string; readonly data: Uint8Array }[]
}

/** What gossipsub has inside, and no public call for. */
interface Inner {
  readonly streamsOutbound: ReadonlyMap<string, unknown>
  sendRpc(peerId: PeerId, rpc: Rpc): boolean
}

/** What is missing in another version is told. */
function innerOf(pubsub: GossipSub): Inner {
  const inner = pubsub as unknown as Inner
  assert(inner.streamsOutbound instanceof Map, 'gossipsub has its streams by peer')
  assert(typeof inner.sendRpc === 'function', 'gossipsub can send to one peer')
  return inner
}

/** Whether there is a stream to send gossip to this peer; it opens a while after the link, and by itself. */
export const canSendGossip = (pubsub: GossipSub, peerId: PeerId): boolean =>
  innerOf(pubsub).streamsOutbound.has(peerId)

/**
 * Sends gossip messages to chosen peers only, as a node may that does not keep to the protocol; `publish` sends to all. False when there is no
 * stream to the peer.
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
