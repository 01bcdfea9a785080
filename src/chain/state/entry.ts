import { assert } from '#lib/assert.ts'
import { decodeOwn } from '../codec.ts'
import type { Reader } from '../schema.ts'
import type { StateReader } from './state-draft.ts'

/** Decodes an entry of the state; undefined where there is none. The rules wrote the state, so it decodes. */
export function readEntry<T>(state: StateReader, key: string, reader: Reader<T>): T | undefined {
  const value = state.get(key)
  return value === undefined ? undefined : decodeEntry(value, reader)
}

/** Decodes the value of an entry. */
export function decodeEntry<T>(value: Uint8Array, reader: Reader<T>): T {
  const decoded = decodeOwn(value)
  const entry = decoded.ok ? reader(decoded.value) : undefined
  assert(entry?.ok, 'the state holds an entry that does not decode')
  return entry.value
}
