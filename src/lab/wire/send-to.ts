import type { GossipSub } from '@libp2p/gossipsub'
import { assert } from '../../lib/assert.ts'

interface Rpc {
  readonly subscriptions: never[]
  readonly messages: { readonly topic: string; readonly data: Uint8Array }[]
}

/**
 * Sends gossip messages to chosen peers only, as a node may that does not keep to the protocol; `publish` sends to all. gossipsub does this inside
 * and has no public call for it, so the call is looked for, and its absence in another version is told.
 */
export function sendGossip(
  pubsub: GossipSub,
  peerId: string,
  topic: string,
  messages: readonly Uint8Array[],
): boolean {
  const inner = pubsub as unknown as { sendRpc?: (peerId: string, rpc: Rpc) => boolean }
  assert(typeof inner.sendRpc === 'function', 'gossipsub can send to one peer')
  return inner.sendRpc(peerId, { subscriptions: [], messages: messages.map(data => ({ topic, data })) })
}
