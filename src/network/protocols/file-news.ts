import { ed25519 } from '@noble/curves/ed25519.js'
import { formatCid, parseCid } from '#chain/cid.ts'
import { type CborValue, encode } from '#chain/codec.ts'
import { FILE_CID_BYTES } from '#chain/limits.ts'
import { bytes, list, safeInteger, tuple } from '#chain/schema.ts'
import { hexToBytes } from '#lib/bytes.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { fail, ok, type Result } from '#lib/result.ts'
import { MAX_ANNOUNCED_FILES, MAX_FILE_NEWS_BYTES, MAX_NEWS_TURN_S } from '../limits.ts'
import type { FileNews } from '../network.ts'
import { peerIdFromKey } from '../peer-id.ts'
import { readMessage, type WireViolation } from './wire.ts'

const cids = list(bytes(FILE_CID_BYTES), MAX_ANNOUNCED_FILES)

const newsTuple = tuple({
  key: bytes(32),
  time: safeInteger,
  turnS: safeInteger,
  held: cids,
  fetching: cids,
  dropped: cids,
  signature: bytes(64),
})

/** The turn of a tab that states none. */
const USUAL_TURN_S = 15

/** A decoded announcement of files, with its claimed author and time. */
export interface SignedFileNews {
  readonly peerId: PeerId
  /** Milliseconds, by the author's clock. */
  readonly time: number
  /** From one of its announcements to the next. */
  readonly turnMs: number
  /** The announcement, or the rule that a wrong signature breaks. */
  readonly verified: () => Result<FileNews, WireViolation>
}

/**
 * The signed tuple: [name, network id, key, time, turn, held, fetching, dropped]. The id makes the announcement
 * valid in one network only.
 */
const statement = (
  networkId: string,
  key: Uint8Array,
  time: number,
  turnS: number,
  lists: readonly Uint8Array[][],
) =>
  encode([
    'tabchain files',
    hexToBytes(networkId),
    key,
    BigInt(time),
    turnS,
    ...lists.map((list): CborValue => list),
  ])

/**
 * [key, time, turn in seconds, [CID, …] held, [CID, …] fetching, [CID, …] dropped, signature]. Any peer relays it, so its
 * author signs it.
 */
export function encodeFileNews(
  seed: Uint8Array,
  networkId: string,
  time: number,
  news: FileNews,
): Uint8Array {
  const key = ed25519.getPublicKey(seed)
  const lists = [news.held, news.fetching, news.dropped].map(texts =>
    texts.slice(0, MAX_ANNOUNCED_FILES).flatMap(binary),
  )
  const { turnS = USUAL_TURN_S } = news
  const signature = ed25519.sign(statement(networkId, key, time, turnS, lists), seed)
  return encode([key, BigInt(time), turnS, ...lists, signature])
}

/**
 * Decodes an announcement, or returns the broken rule. The signature is checked on demand; the caller checks
 * the time.
 */
export function readFileNews(encoded: Uint8Array, networkId: string): Result<SignedFileNews, WireViolation> {
  const read = readMessage(encoded, newsTuple, MAX_FILE_NEWS_BYTES)
  if (!read.ok) return read
  const { key, time, turnS, held, fetching, dropped, signature } = read.value
  if (turnS < USUAL_TURN_S || turnS > MAX_NEWS_TURN_S)
    return fail(
      'WIRE_MALFORMED',
      `a turn of ${turnS} s, at least ${USUAL_TURN_S} and at most ${MAX_NEWS_TURN_S}`,
    )
  const texts = () => ({
    held: held.map(formatCid),
    fetching: fetching.map(formatCid),
    dropped: dropped.map(formatCid),
  })
  const verified = (): Result<FileNews, WireViolation> =>
    isSigned(signature, statement(networkId, key, time, turnS, [held, fetching, dropped]), key)
      ? ok({ ...texts(), turnS })
      : fail('WIRE_MALFORMED', 'an announcement of files with a wrong signature')
  return ok({ peerId: peerIdFromKey(key), time, turnMs: turnS * 1_000, verified })
}

function isSigned(signature: Uint8Array, message: Uint8Array, key: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, message, key)
  } catch {
    return false
  }
}

function binary(text: string): Uint8Array[] {
  const cid = parseCid(text)
  return cid.ok ? [cid.value] : []
}
