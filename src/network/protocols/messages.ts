import type { CborValue } from '#chain/codec.ts'
import { hashFromBytes, hashToBytes } from '#chain/hash.ts'
import type { BlockId } from '#chain/ids.ts'
import {
  anyBytes,
  boolean,
  bytes,
  list,
  type Reader,
  safeInteger,
  text,
  timestamp,
  tuple,
} from '#chain/schema.ts'
import { bigintFromBytes, bytesFromBigint } from '#lib/bytes.ts'
import type { UnixMs } from '#lib/clock.ts'
import { isPeerId, type PeerId } from '#lib/peer-id.ts'
import { err, ok } from '#lib/result.ts'
import type { SharedPeer } from '../known-peers.ts'
import { MAX_PEER_ID_BYTES, MAX_SHARED_PEERS, MAX_WEIGHT_BYTES } from '../limits.ts'
import type { ChainHead } from '../network.ts'

/**
 * Parts that several messages share, each with an encoder and a decoder (docs/protocol-wire.md, Messages).
 */

/** [height, tip (32 bytes), total weight (big-endian in as few bytes as it needs, at least one)] */
export const headToWire = ({ height, tip, totalWeight }: ChainHead): CborValue => [
  height,
  hashToBytes(tip),
  bytesFromBigint(totalWeight, Math.ceil(totalWeight.toString(16).length / 2)),
]

const weight: Reader<bigint> = value => {
  const read = anyBytes(value)
  if (!read.ok) return read
  if (read.value.length > MAX_WEIGHT_BYTES) return err(`more than ${MAX_WEIGHT_BYTES} bytes`)
  if (read.value.length === 0 || (read.value[0] === 0 && read.value.length > 1))
    return err('is not in its shortest form')
  return ok(bigintFromBytes(read.value))
}

const headFields = tuple({ height: safeInteger, tip: bytes(32), totalWeight: weight })

export const readHead: Reader<ChainHead> = value => {
  const read = headFields(value)
  return read.ok ? ok({ ...read.value, tip: hashFromBytes<BlockId>(read.value.tip) }) : read
}

/** [peer id, seconds since it was last heard, its links] */
export const sharedPeersToWire = (peers: readonly SharedPeer[]): CborValue =>
  peers.map(({ peerId, ageMs, links }) => [peerId, Math.ceil(ageMs / 1000), links])

const peerId: Reader<PeerId> = value => {
  const read = text(MAX_PEER_ID_BYTES)(value)
  if (!read.ok) return read
  return isPeerId(read.value) ? ok(read.value) : err('not an Ed25519 peer id')
}

const sharedPeerFields = list(
  tuple({ peerId, ageSeconds: safeInteger, links: safeInteger }),
  MAX_SHARED_PEERS,
)

export const readSharedPeers: Reader<SharedPeer[]> = value => {
  const read = sharedPeerFields(value)
  if (!read.ok) return read
  return ok(
    read.value.map(({ peerId, ageSeconds, links }) => ({
      peerId,
      ageMs: Math.min(ageSeconds * 1000, Number.MAX_SAFE_INTEGER),
      links,
    })),
  )
}

/** [nonce, head, links, asks for release, time] */
export interface Beat {
  readonly nonce: number
  readonly head: ChainHead
  /** Links of the sender. */
  readonly links: number
  /** The sender has too many links: the receiver may drop this one once it has another. */
  readonly asksRelease: boolean
  /** The sender's clock, only to show users whose clock is wrong. */
  readonly time: UnixMs
}

export const beatToWire = ({ nonce, head, links, asksRelease, time }: Beat): CborValue => [
  nonce,
  headToWire(head),
  links,
  asksRelease,
  time,
]

export const readBeat: Reader<Beat> = tuple({
  nonce: safeInteger,
  head: readHead,
  links: safeInteger,
  asksRelease: boolean,
  time: timestamp,
})
