import { type Address, addressFromBytes, formatAddress, formatContractAddress } from '#chain/address.ts'
import type { ContractAbi } from '#chain/apply/contract-runtime.ts'
import { codeKey, contractKey, decodeContract, decodeSource } from '#chain/state/contract.ts'
import {
  decodeMapCount,
  decodeMapValue,
  fieldRange,
  mapCountKey,
  mapKeyOf,
  mapPlaceKey,
  mapRange,
  mapValueKey,
} from '#chain/state/contract-storage.ts'
import { KEY_SPACE } from '#chain/state/key-space.ts'
import { hexToBytes } from '#lib/bytes.ts'
import { textFromUtf8 } from '#lib/utf8.ts'
import type { StateRows } from './state-rows.ts'

/**
 * Contracts and their state, read from the state's table in the order of its keys, so that nothing is read
 * beyond what a caller asks for. Stored values stay bytes here (contracts/decode-value.ts).
 */

/** A contract in a list. */
export interface ContractSummaryView {
  readonly address: string
  /** That of its class; '' for a class without a name. */
  readonly name: string
  readonly creator: string
  /** That of the block that deployed it. */
  readonly height: number
  readonly methods: number
}

export interface ContractView extends Omit<ContractSummaryView, 'methods'> {
  readonly abi: ContractAbi
  readonly source: string
  /** The fields of `this.state`, encoded, by name. */
  readonly fields: readonly (readonly [name: string, value: Uint8Array])[]
  /** The number of keys of each map, by name. */
  readonly maps: readonly (readonly [name: string, count: number])[]
}

/** A key of a map and its value, both encoded. */
export interface MapEntryView {
  readonly key: Uint8Array
  readonly value: Uint8Array
}

/** At most `limit` contracts by address, after the given one. */
export async function contractsByAddress(
  rows: StateRows,
  limit: number,
  after?: Address,
): Promise<ContractSummaryView[]> {
  const from = after === undefined ? KEY_SPACE.contract : `${contractKey(after)}0`
  const entries = await rows.range(from, KEY_SPACE.code, limit)
  const contracts = entries.map(({ key, value }) => ({
    address: addressFromBytes(hexToBytes(key.slice(KEY_SPACE.contract.length))),
    value,
  }))
  const sources = await rows.values(contracts.map(({ address }) => codeKey(address)))
  return contracts.map(({ address, value }, i) => {
    const { creator, height, abi } = decodeContract(value)
    const source = sources[i]
    return {
      address: formatContractAddress(address),
      name: source === undefined ? '' : classNameIn(decodeSource(source)),
      creator: formatAddress(creator),
      height,
      methods: abi.length,
    }
  })
}

/** A contract with at most `limit` fields and as many maps. */
export async function contractAt(
  rows: StateRows,
  address: Address,
  limit: number,
): Promise<ContractView | undefined> {
  const [entry, code] = await rows.values([contractKey(address), codeKey(address)])
  if (entry === undefined || code === undefined) return undefined
  const { creator, height, abi } = decodeContract(entry)
  const source = decodeSource(code)
  return {
    address: formatContractAddress(address),
    name: classNameIn(source),
    creator: formatAddress(creator),
    ...{ height, abi, source },
    fields: await fieldsOf(rows, address, limit),
    maps: await mapsOf(rows, address, limit),
  }
}

async function fieldsOf(rows: StateRows, address: Address, limit: number): Promise<[string, Uint8Array][]> {
  const { from, below } = fieldRange(address)
  const entries = await rows.range(from, below, limit)
  return entries.map(({ key, value }) => [textIn(key.slice(from.length)), value])
}

/** Goes from map to map and skips their entries: {@link mapRange} has a map's count first. */
async function mapsOf(rows: StateRows, address: Address, limit: number): Promise<[string, number][]> {
  const range = mapRange(address)
  const maps: [string, number][] = []
  let { from } = range
  while (maps.length < limit) {
    const [first] = await rows.range(from, range.below, 1)
    if (first === undefined) break
    const name = textIn(first.key.slice(range.from.length, -ENDING.length))
    maps.push([name, decodeMapCount(first.value)])
    from = `${first.key}${PAST_HEX}`
  }
  return maps
}

/** The byte that ends a map's name. */
const ENDING = '00'
/** Sorts after any hexadecimal digit. */
const PAST_HEX = 'g'

/** At most `limit` entries of a map from position `from` on, and the number of all. */
export async function mapPage(
  rows: StateRows,
  address: Address,
  { map, from, limit }: { map: string; from: number; limit: number },
): Promise<{ count: number; entries: MapEntryView[] }> {
  const [counted] = await rows.values([mapCountKey(address, map)])
  const count = counted === undefined ? 0 : decodeMapCount(counted)
  const places = Array.from({ length: Math.max(0, Math.min(limit, count - from)) }, (_, i) => from + i)
  const keys = (await rows.values(places.map(place => mapPlaceKey(address, map, place)))).filter(
    key => key !== undefined,
  )
  const values = await rows.values(keys.map(key => mapValueKey(address, key)))
  const entries = keys.flatMap((key, i) => {
    const value = values[i]
    return value === undefined ? [] : [{ key: mapKeyOf(map, key), value: decodeMapValue(value) }]
  })
  return { count, entries }
}

/** The text of a key, or its hexadecimal digits if it is not text. */
const textIn = (hex: string): string => textFromUtf8(hexToBytes(hex)) ?? hex

/** The name of a contract's class. Two contracts may share it; only the address tells them apart. */
function classNameIn(source: string): string {
  const [, name = ''] =
    /\bexport\s+default\s+class\s+([\p{ID_Start}$_][\p{ID_Continue}$]{0,63})/u.exec(source) ?? []
  return name === 'extends' ? '' : name
}
