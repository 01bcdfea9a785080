import type { ContractValue } from '#api/contract-results.ts'
import { argumentList } from '#commands/contract-kinds.ts'
import { bytesToHex } from '#lib/bytes.ts'

/**
 * A value as text for a form or a command, which read it back as the same value: `30n`, `0x00ff`, JSON, or
 * text.
 */
export function argumentSource(value: ContractValue): string {
  if (typeof value === 'bigint') return `${value}n`
  if (value instanceof Uint8Array) return `0x${bytesToHex(value)}`
  if (typeof value === 'string') return isReadAsText(value) ? value : JSON.stringify(value)
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'bigint') return { $bigint: part.toString() }
    if (part instanceof Uint8Array) return { $bytes: bytesToHex(part) }
    return part
  })
}

function isReadAsText(text: string): boolean {
  const read = argumentList.words?.([text], 'value')
  return read?.ok === true && read.value[0] === text
}
