import type { ContractValue } from '#api/contract-results.ts'
import { bytesToHex } from '#lib/bytes.ts'
import { VALUE_TEXT_CHARACTERS } from '../../../limits.ts'

/**
 * A value in one line, in the notation of the source: quoted texts, `30n`, `0x00ff`, lists and objects as in
 * JavaScript. A long one is cut, so it cannot be parsed again.
 */
export function valueText(value: ContractValue): string {
  const text = written(value)
  return text.length > VALUE_TEXT_CHARACTERS ? `${text.slice(0, VALUE_TEXT_CHARACTERS)}…` : text
}

/** The arguments of a call, between its brackets. */
export const argumentsText = (args: readonly unknown[]): string =>
  args.map(argument => valueText(argument as ContractValue)).join(', ')

function written(value: ContractValue): string {
  if (value === null) return 'null'
  if (value instanceof Uint8Array) return `0x${bytesToHex(value)}`
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`
  switch (typeof value) {
    case 'bigint':
      return `${value}n`
    case 'string':
      return JSON.stringify(value)
    case 'object':
      return writtenFields(Object.entries(value))
    default:
      return String(value)
  }
}

function writtenFields(fields: readonly [string, ContractValue][]): string {
  if (fields.length === 0) return '{}'
  const each = fields.map(([name, value]) => `${nameText(name)}: ${written(value)}`)
  return `{ ${each.join(', ')} }`
}

const nameText = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name))
