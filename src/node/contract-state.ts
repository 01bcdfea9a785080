import type { ContractValue } from '../api/contract-results.ts'
import type { Address } from '../chain/address.ts'
import { KEY_SPACE } from '../chain/state/key-space.ts'
import type { State } from '../chain/state/state.ts'
import { decodeValue } from '../contracts/decode-value.ts'
import { assert } from '../lib/assert.ts'
import { bytesToHex, hexToBytes } from '../lib/bytes.ts'
import { LIST_LIMIT } from './limits.ts'

interface StoredFields {
  readonly state: Record<string, ContractValue>
  /** How many keys each map has. */
  readonly maps: Record<string, number>
}

/** First byte of what is stored under it (contracts/prelude/contract.js): a field's name follows, or a map's with a 0 behind it. */
const FIELD = '00'
const MAP = '01'
/** Bytes of a name, of which none is 0, and the 0 that ends a map's: what is longer is one of its places. */
const NAME = /^((?:(?!00)[0-9a-f]{2})+)(00)?$/

/**
 * The fields of a contract's `this.state` by name and its maps with their sizes, {@link LIST_LIMIT} of each at most. The state knows its entries
 * by hash only, so this walks all of it: for a person who looks at a contract, not for every block.
 */
export function storedFields(state: State, contract: Address): StoredFields {
  const fields = `${KEY_SPACE.storage}${bytesToHex(contract)}${FIELD}`
  const counts = `${KEY_SPACE.mapKeys}${bytesToHex(contract)}${MAP}`
  const found: [string, ContractValue][] = []
  const maps: [string, number][] = []
  for (const [key, value] of state.entries()) {
    if (key.startsWith(fields)) {
      found.push([nameOf(key, fields), storedValue(value)])
    } else if (key.startsWith(counts) && NAME.test(key.slice(counts.length))) {
      maps.push([nameOf(key, counts), Number.parseInt(bytesToHex(value), 16)])
    }
  }
  return { state: firstByName(found), maps: firstByName(maps) }
}

function nameOf(key: string, prefix: string): string {
  const [, name = ''] = NAME.exec(key.slice(prefix.length)) ?? []
  return new TextDecoder().decode(hexToBytes(name))
}

/** What the state or a receipt holds of a value: the rules have encoded it. */
export function storedValue(bytes: Uint8Array): ContractValue {
  const value = decodeValue(bytes)
  assert(value.ok, 'a value that a contract stored or returned decodes')
  return value.value
}

const firstByName = <T>(entries: [string, T][]): Record<string, T> =>
  Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, LIST_LIMIT))
