import type { ContractValue } from '../api/contract-results.ts'
import { decodeValue } from '../contracts/decode-value.ts'
import { assert } from '../lib/assert.ts'
import type { ContractView } from '../storage/contract-rows.ts'

/** What the state or a receipt holds of a value: the rules have encoded it. */
export function storedValue(bytes: Uint8Array): ContractValue {
  const value = decodeValue(bytes)
  assert(value.ok, 'a value that a contract stored or returned decodes')
  return value.value
}

/** What a contract keeps, by name: its fields, and how many keys each map has. */
export const keptBy = ({ fields, maps }: Pick<ContractView, 'fields' | 'maps'>) => ({
  state: Object.fromEntries(fields.map(([name, value]) => [name, storedValue(value)])),
  maps: Object.fromEntries(maps),
})

/** A contract's methods as results have them. */
export const abiResult = (abi: ContractView['abi']) =>
  abi.map(method => ({ ...method, parameters: [...method.parameters] }))
