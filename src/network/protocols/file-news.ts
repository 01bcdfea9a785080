import { ed25519 } from '@noble/curves/ed25519.js'
import { formatCid, parseCid } from '../../chain/cid.ts'
import { type CborValue, encode } from '../../chain/codec.ts'
import { FILE_CID_BYTES } from '../../chain/limits.ts'
import { bytes, list, safeInteger, tuple } from '../../chain/schema.ts'
import { hexToBytes } from '../../lib/bytes.ts'
import { fail, ok, type Result } from '../../lib/result.ts'
import { MAX_FILE_NEWS_BYTES, MAX_FILES_TOLD } from '../limits.ts'
import type { FileNews } from '../network.ts'
import { peerIdFromKey } from '../peer-id.ts'
import { readMessage, type WireViolation } from './wire.ts'

const cids = list(bytes(FILE_CID_BYTES), MAX_FILES_TOLD)

const newsTuple = tuple({
  key: bytes(32),
  time: safeInteger,
  held: cids,
  fetching: cids,
  dropped: cids,
  signature: bytes(64),
})

type Fields = Pick<FileNews, 'held' | 'fetching' | 'dropped'>

/** News as they go around, with who says so and when. */
export interface SignedFileNews {
  readonly peerId: string
  /** By the clock of who says it, milliseconds. */
  readonly time: number
  readonly news: FileNews
}

/** What is signed: [name, network id, key, time, held, fetching, dropped], so that news hold in one network only. */
const statement = (networkId: string, key: Uint8Array, time: number, lists: readonly Uint8Array[][]) =>
  encode([
    'tabchain files',
    hexToBytes(networkId),
    key,
    BigInt(time),
    ...lists.map((list): CborValue => list),
  ])

/** [key, time, [CID, …] held, [CID, …] fetching, [CID, …] dropped, signature]. Relayed by everybody, so signed by the tab that it is about. */
export function encodeFileNews(seed: Uint8Array, networkId: string, time: number, news: Fields): Uint8Array {
  const key = ed25519.getPublicKey(seed)
  const lists = [news.held, news.fetching, news.dropped].map(texts =>
    texts.slice(0, MAX_FILES_TOLD).flatMap(binary),
  )
  const signature = ed25519.sign(statement(networkId, key, time, lists), seed)
  return encode([key, BigInt(time), ...lists, signature])
}

/** The news, or the rule that they break. Whether they are new is for whoever knows the time. */
export function decodeFileNews(
  encoded: Uint8Array,
  networkId: string,
): Result<SignedFileNews, WireViolation> {
  const read = readMessage(encoded, newsTuple, MAX_FILE_NEWS_BYTES)
  if (!read.ok) return read
  const { key, time, held, fetching, dropped, signature } = read.value
  if (!isSigned(signature, statement(networkId, key, time, [held, fetching, dropped]), key)) {
    return fail('WIRE_MALFORMED', 'news of files whose signature does not fit')
  }
  const news = {
    held: held.map(formatCid),
    fetching: fetching.map(formatCid),
    dropped: dropped.map(formatCid),
  }
  return ok({ peerId: peerIdFromKey(key), time, news })
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
