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
 * What the state or a receipt holds of a value. A contract put it there: what does not decode is shown as the
 * bytes that it is.
 */
export function storedValue(bytes: Uint8Array): ContractValue {
  const value = decodeValue(bytes)
  return value.ok ? value.value : bytes
}

/** What a contract keeps, by name: its fields, and how many keys each map has. */
export const keptBy = ({ fields, maps }: Pick<ContractView, 'fields' | 'maps'>) => ({
  state: Object.fromEntries(fields.map(([name, value]) => [name, storedValue(value)])),
  maps: Object.fromEntries(maps),
})

/** A contract's methods as results have them. */
export const abiResult = (abi: ContractView['abi']) =>
  abi.map(method => ({ ...method, parameters: [...method.parameters] }))

/**
 * The fields of a contract in a state that no table holds, {@link LIST_LIMIT} of them at most. The state
 * knows its entries by hash only, so this walks all of it: for a person who looks into an old call.
 */
export function fieldsIn(state: State, contract: Address): Record<string, ContractValue> {
  const { from, below } = fieldRange(contract)
  const fields = [...state.entries()]
    .filter(([key]) => from <= key && key < below)
    .map(([key, value]): [string, ContractValue] => [textOf(key.slice(from.length)), storedValue(value)])
  return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, LIST_LIMIT))
}

/** A key that is no text has no name but its hexadecimal digits. */
const textOf = (hex: string): string => textFromUtf8(hexToBytes(hex)) ?? hex
