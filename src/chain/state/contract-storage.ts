import { bytesToHex, concatBytes, hexToBytes } from '#lib/bytes.ts'
import { utf8FromText } from '#lib/utf8.ts'
import { ADDRESS_BYTES, type Address } from '../address.ts'
import { encode } from '../codec.ts'
import { anyBytes, safeInteger, tuple } from '../schema.ts'
import { decodeEntry, readEntry } from './entry.ts'
import { KEY_SPACE } from './key-space.ts'
import type { StateDraft, StateReader } from './state-draft.ts'

/**
 * The stored values of a contract. A key that begins with {@link MAP_TAG} belongs to a map, which is named by
 * the bytes up to the first 0. The keys of a map have places, from 0 on, so that they can be paged through
 * without reading all. The last key takes the place of a removed one.
 */
const MAP_TAG = 1

const mapEntry = tuple({ place: safeInteger, value: anyBytes })

/** The key of a field is this tag and the field's name. */
const FIELD_TAG = 0

/** The value, or undefined. */
export function readStored(state: StateReader, contract: Address, key: Uint8Array): Uint8Array | undefined {
  const name = storageKey(contract, key)
  return isOfMap(key) ? readEntry(state, name, mapEntry)?.value : state.get(name)
}

/** Writes a value; `undefined` removes it. */
export function writeStored(
  draft: StateDraft,
  contract: Address,
  key: Uint8Array,
  value: Uint8Array | undefined,
): void {
  const name = storageKey(contract, key)
  if (!isOfMap(key)) return draft.set(name, value)

  const entry = readEntry(draft, name, mapEntry)
  if (value !== undefined) {
    const place = entry?.place ?? append(draft, contract, key)
    draft.set(name, encode([place, value]))
  } else if (entry !== undefined) {
    draft.set(name, undefined)
    giveAway(draft, contract, key, entry.place)
  }
}

/** At most `limit` keys of the map with this prefix (tag, name and 0), after the place of `last`. */
export function storedKeys(
  state: StateReader,
  contract: Address,
  { prefix, last, limit }: { prefix: Uint8Array; last: Uint8Array | undefined; limit: number },
): Uint8Array[] {
  const after = last && readEntry(state, storageKey(contract, last), mapEntry)
  const from = last === undefined ? 0 : after === undefined ? Number.POSITIVE_INFINITY : after.place + 1
  const end = Math.min(countOf(state, contract, prefix), from + limit)
  const keys: Uint8Array[] = []
  for (let place = from; place < end; place++) {
    const key = state.get(placeKey(contract, prefix, place))
    if (key !== undefined) keys.push(key)
  }
  return keys
}

/** The range of the fields of a contract's `this.state` among the keys of the state; a name follows. */
export const fieldRange = (contract: Address) => rangeOf(KEY_SPACE.storage, contract, FIELD_TAG)

/** The same for its maps: each has its {@link mapCountKey}, which its places follow. */
export const mapRange = (contract: Address) => rangeOf(KEY_SPACE.mapKeys, contract, MAP_TAG)

function rangeOf(
  space: string,
  contract: Address,
  tag: number,
): { readonly from: string; readonly below: string } {
  const prefix = space + bytesToHex(contract)
  return { from: prefix + bytesToHex(Uint8Array.of(tag)), below: prefix + bytesToHex(Uint8Array.of(tag + 1)) }
}

/** The entry with the number of a map's keys, as six bytes. */
export const mapCountKey = (contract: Address, map: string): string => countKey(contract, mapPrefix(map))

/** The entry with the key at a place of a map, from 0 on. */
export const mapPlaceKey = (contract: Address, map: string, place: number): string =>
  placeKey(contract, mapPrefix(map), place)

/** The entry with the value of a map's stored key, and the reader of that value. */
export const mapValueKey = (contract: Address, key: Uint8Array): string => storageKey(contract, key)
export const decodeMapValue = (entry: Uint8Array): Uint8Array => decodeEntry(entry, mapEntry).value

/** The contract's own name for a key at a place of a map. */
export const mapKeyOf = (map: string, key: Uint8Array): Uint8Array => key.subarray(mapPrefix(map).length)

export const decodeMapCount = (count: Uint8Array): number => Number.parseInt(bytesToHex(count), 16)

/**
 * What a key of the state stands for in a contract's storage. Names are UTF-8; the key of a map is that of
 * {@link mapKeyOf}.
 */
export type StoredPlace =
  | { readonly type: 'field'; readonly name: Uint8Array }
  | { readonly type: 'entry'; readonly map: Uint8Array; readonly key: Uint8Array }
  /** Part of the order of a map's keys. */
  | { readonly type: 'order'; readonly map: Uint8Array }

/** Interprets a key; undefined for one outside of any contract's storage. */
export function storedPlace(key: string): StoredPlace | undefined {
  const space = key.slice(0, KEY_SPACE.storage.length)
  if (space !== KEY_SPACE.storage && space !== KEY_SPACE.mapKeys) return undefined
  const stored = hexToBytes(key.slice(space.length + 2 * ADDRESS_BYTES))
  if (!isOfMap(stored)) return { type: 'field', name: stored.subarray(1) }

  const { length } = prefixOf(stored)
  if (length === 0) return undefined
  const map = stored.subarray(1, length - 1)
  return space === KEY_SPACE.mapKeys
    ? { type: 'order', map }
    : { type: 'entry', map, key: stored.subarray(length) }
}

const mapPrefix = (map: string): Uint8Array =>
  concatBytes(Uint8Array.of(MAP_TAG), utf8FromText(map), Uint8Array.of(0))

const isOfMap = (key: Uint8Array): boolean => key[0] === MAP_TAG

const storageKey = (contract: Address, key: Uint8Array): string =>
  KEY_SPACE.storage + bytesToHex(contract) + bytesToHex(key)

const prefixOf = (key: Uint8Array): Uint8Array => key.subarray(0, key.indexOf(0) + 1)

/** The entry of a map's number of keys, under its own prefix; a place is under the prefix and the place. */
const countKey = (contract: Address, prefix: Uint8Array): string =>
  KEY_SPACE.mapKeys + bytesToHex(contract) + bytesToHex(prefix)

const placeKey = (contract: Address, prefix: Uint8Array, place: number): string =>
  countKey(contract, prefix) + place.toString(16).padStart(12, '0')

function countOf(state: StateReader, contract: Address, prefix: Uint8Array): number {
  const count = state.get(countKey(contract, prefix))
  return count === undefined ? 0 : decodeMapCount(count)
}

function setCount(draft: StateDraft, contract: Address, prefix: Uint8Array, count: number): void {
  const value = count === 0 ? undefined : hexToBytes(count.toString(16).padStart(12, '0'))
  draft.set(countKey(contract, prefix), value)
}

/** Appends a key, and returns its place. */
function append(draft: StateDraft, contract: Address, key: Uint8Array): number {
  const prefix = prefixOf(key)
  const count = countOf(draft, contract, prefix)
  draft.set(placeKey(contract, prefix, count), key)
  setCount(draft, contract, prefix, count + 1)
  return count
}

function giveAway(draft: StateDraft, contract: Address, key: Uint8Array, place: number): void {
  const prefix = prefixOf(key)
  const last = countOf(draft, contract, prefix) - 1
  const lastKey = draft.get(placeKey(contract, prefix, last))
  draft.set(placeKey(contract, prefix, last), undefined)
  setCount(draft, contract, prefix, last)
  if (place === last || lastKey === undefined) return

  draft.set(placeKey(contract, prefix, place), lastKey)
  const moved = readEntry(draft, storageKey(contract, lastKey), mapEntry)
  if (moved) draft.set(storageKey(contract, lastKey), encode([place, moved.value]))
}
