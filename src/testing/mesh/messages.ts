import type { TxId } from '#chain/ids.ts'
import { encodeAnnouncement } from '#network/protocols/announcement.ts'
import { testId } from '../test-id.ts'
import type { RealMessage } from './real-gossip.ts'
import type { SpreadMessage } from './spread.ts'

/** A message for the model and for gossipsub's own code. */
export type MeshMessage = SpreadMessage & RealMessage

/** Field tags, lengths and the topic's text around the data. */
export const RPC_BYTES = 62
const HEADER_BYTES = 400
const BLOCK_PAYMENTS = 50
const PAYMENT_BYTES = 280

/** The announcement of a block with fifty payments, which a tab checks in some 20 ms. */
export function aBlock(from: number): MeshMessage {
  const txIds = Array.from({ length: BLOCK_PAYMENTS }, (_, i) => testId<TxId>((i + 16).toString(16)))
  const data = encodeAnnouncement({ header: new Uint8Array(HEADER_BYTES), txIds })
  return { kind: 'blocks', ...messageOf(from, data), relayAfterMs: 20 }
}

/** A payment, which every tab passes on after 200 ms (docs/protocol-wire.md, Gossip). */
export function aPayment(from: number): MeshMessage {
  return { kind: 'transactions', ...messageOf(from, new Uint8Array(PAYMENT_BYTES)), relayAfterMs: 200 }
}

const messageOf = (from: number, data: Uint8Array) => ({
  from,
  data,
  dataBytes: data.length,
  rpcBytes: data.length + RPC_BYTES,
})
