import type { ContractValue } from '#api/contract-results.ts'
import type { Address } from '#chain/address.ts'
import { fieldRange } from '#chain/state/contract-storage.ts'
import type { State } from '#chain/state/state.ts'
import { decodeValue } from '#contracts/decode-value.ts'
import { hexToBytes } from '#lib/bytes.ts'
import { textFromUtf8 } from '#lib/utf8.ts'
import { LIST_LIMIT } from '#node/limits.ts'
import type { ContractView } from '#storage/contract-rows.ts'

/**
 * Decodes a value in the state or a receipt. A contract wrote it, so bytes that do not decode are shown as
 * bytes.
 */
export function storedValue(bytes: Uint8Array): ContractValue {
  const value = decodeValue(bytes)
  return value.ok ? value.value : bytes
}

/** A contract's state by name: its fields, and the number of keys in each map. */
export const keptBy = ({ fields, maps }: Pick<ContractView, 'fields' | 'maps'>) => ({
  state: Object.fromEntries(fields.map(([name, value]) => [name, storedValue(value)])),
  maps: Object.fromEntries(maps),
})

/** Converts a contract's methods for results. */
export const abiResult = (abi: ContractView['abi']) =>
  abi.map(method => ({ ...method, parameters: [...method.parameters] }))

/**
 * The fields of a contract in a state that is not in a table, at most {@link LIST_LIMIT}. The state has its
 * entries by hash only, so this walks all of it, for a person who inspects an old call.
 */
export function fieldsIn(state: State, contract: Address): Record<string, ContractValue> {
  const { from, below } = fieldRange(contract)
  const fields = [...state.entries()]
    .filter(([key]) => from <= key && key < below)
    .map(([key, value]): [string, ContractValue] => [textOf(key.slice(from.length)), storedValue(value)])
  return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, LIST_LIMIT))
}

/** The key as text, or its hexadecimal digits if it is not text. */
const textOf = (hex: string): string => textFromUtf8(hexToBytes(hex)) ?? hex
