import { bytesToHex, hexToBytes } from '#lib/bytes.ts'
import { ok, type Result } from '#lib/result.ts'
import { decode, encode } from '../codec.ts'
import { MAX_ENCODED_DEPTH } from '../limits.ts'
import type { Violation } from '../rules.ts'
import { anyBytes, conform, list, nullable, tuple } from '../schema.ts'
import type { State } from '../state/state.ts'
import type { StateChange, StateReader } from '../state/state-draft.ts'

/**
 * Undoes a block: every key (hex) that the block changed, once, with its previous value; `undefined` if there
 * was none.
 */
export type Journal = readonly StateChange[]

const journalList = list(tuple({ key: anyBytes, before: nullable(anyBytes) }), Number.MAX_SAFE_INTEGER)

/** The changes that turn the state after `changes` back into `state`. */
export const journalOf = (state: StateReader, changes: readonly StateChange[]): Journal =>
  changes.map(([key]) => [key, state.get(key)] as const)

/** The state before the block, given the state after it. */
export const undoBlock = (state: State, journal: Journal): State => state.with(journal)

/** Encodes a journal for this node's own storage: a list of [key, value before or null]. */
export const encodeJournal = (journal: Journal): Uint8Array =>
  encode(journal.map(([key, value]) => [hexToBytes(key), value ?? null]))

/**
 * Decodes a stored journal; a failure means that the database is damaged. The rules bound its size
 * (`BLOCK_UNDO`, and what the consensus itself changes). A second bound here could reject the journal of a
 * block that was applied, so that it could never be undone.
 */
export function decodeJournal(bytes: Uint8Array): Result<Journal, Violation> {
  const decoded = decode(bytes, {
    maxBytes: bytes.length,
    maxDepth: MAX_ENCODED_DEPTH,
    maxItems: bytes.length,
  })
  if (!decoded.ok) return decoded
  const read = conform(decoded.value, journalList, 'ENCODING_MALFORMED')
  return read.ok ? ok(read.value.map(item => [bytesToHex(item.key), item.before] as const)) : read
}
