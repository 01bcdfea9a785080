import { encode } from '#chain/codec.ts'
import type { BlockId } from '#chain/ids.ts'
import type { UnixMs } from '#lib/clock.ts'
import { HEARTBEAT_MS, PEER_EXCHANGE_MS } from '#network/limits.ts'
import { beatToWire } from '#network/protocols/messages.ts'
import { testId } from '../test-id.ts'
import type { Graph } from './graph.ts'
import { FRAME_BYTES } from './lines.ts'

const MINUTE_MS = 60_000
/** Id, age and links of 32 peers. */
const EXCHANGE_BYTES = 32 * 58
/** To open and to end a stream for one question: protocol names and flags of yamux, both ways. */
const STREAM_BYTES = 300
/** A node exchanges its pool with one link every 10 to 30 s, and is asked as often. */
const POOLS_PER_MINUTE = 2 * 3
const POOL_BYTES = 40
/** Handshake, identify and Noise of a new link; a tab dials three or four a minute, and is dialled as often. */
const NEW_LINK_BYTES = 3_000
const NEW_LINKS_PER_MINUTE = 7

/** Bytes that each tab receives in a minute in which nobody does anything, without news of files. */
export function idleBytes({ links }: Graph): number[] {
  const beat = encode(
    beatToWire({
      nonce: 1_000,
      head: { height: 10_000, tip: testId<BlockId>('aa'), totalWeight: 2n ** 60n },
      links: 8,
      asksRelease: false,
      time: 1_700_000_000_000 as UnixMs,
    }),
  ).length
  // Questions and answers of both ends.
  const beats = (2 * MINUTE_MS * (beat + FRAME_BYTES)) / HEARTBEAT_MS
  const exchanges = (2 * MINUTE_MS * (EXCHANGE_BYTES + STREAM_BYTES)) / PEER_EXCHANGE_MS
  const rest = POOLS_PER_MINUTE * (POOL_BYTES + STREAM_BYTES) + NEW_LINKS_PER_MINUTE * NEW_LINK_BYTES
  return links.map(({ length }) => length * beats + exchanges + (length >= 8 ? rest : 0))
}
