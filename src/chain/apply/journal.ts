import { bytesToHex, hexToBytes } from '../../lib/bytes.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { decode, encode } from '../codec.ts'
import { MAX_ENCODED_DEPTH, MAX_JOURNAL_BYTES } from '../limits.ts'
import type { Violation } from '../rules.ts'
import { anyBytes, conform, list, type Reader, tuple } from '../schema.ts'
import type { State } from '../state/state.ts'

/** What undoes a block: every key (hex) that it changed, once, with the value before; `undefined` if there was none. */
export type Journal = readonly (readonly [key: string, before: Uint8Array | undefined])[]

const before: Reader<Uint8Array | undefined> = value => {
  if (value === null) return ok(undefined)
  return value instanceof Uint8Array ? ok(value) : err('expected bytes or null')
}

const journalList = list(tuple({ key: anyBytes, before }), Number.MAX_SAFE_INTEGER)

/** What turns a later state back into `state`, if these keys (each may come more than once) are all that changed. */
export function journalOf(state: State, keys: Iterable<string>): Journal {
  return Array.from(new Set(keys), key => [key, state.get(key)] as const)
}

/** The state before the block, from the state after it. */
export const undoBlock = (state: State, journal: Journal): State =>
  journal.reduce((undone, [key, value]) => undone.set(key, value), state)

/** For this node's own storage: a list of [key, value before or null]. */
export const encodeJournal = (journal: Journal): Uint8Array =>
  encode(journal.map(([key, value]) => [hexToBytes(key), value ?? null]))

/** A stored journal; a failure means that the database is damaged. */
export function decodeJournal(bytes: Uint8Array): Result<Journal, Violation> {
  const decoded = decode(bytes, { maxBytes: MAX_JOURNAL_BYTES, maxDepth: MAX_ENCODED_DEPTH })
  if (!decoded.ok) return decoded
  const read = conform(decoded.value, journalList, 'ENCODING_MALFORMED')
  return read.ok ? ok(read.value.map(item => [bytesToHex(item.key), item.before] as const)) : read
}
