import { bytesToHex } from './bytes.ts'

/** How much of a value is shown. */
export interface TextBounds {
  /** Of the whole text. */
  readonly characters: number
  /** Of each list and object. */
  readonly entries: number
}

/**
 * A plain value (`null`, booleans, numbers, bigints, texts, bytes, lists and objects of them) in one short
 * line, as a person would write it in a source: `{ votes: [3n, 0n], key: 0x00ff }`. `…` replaces what exceeds
 * the bounds.
 */
export function valueText(value: unknown, bounds: TextBounds): string {
  const text = write(value, bounds)
  if (text.length <= bounds.characters) return text
  // A lone surrogate is not a character.
  return `${text.slice(0, bounds.characters).replace(/[\ud800-\udbff]$/, '')}…`
}

function write(value: unknown, bounds: TextBounds): string {
  if (typeof value === 'string') {
    const { characters } = bounds
    return JSON.stringify(value.length > characters ? `${value.slice(0, characters)}…` : value)
  }
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value !== 'object' || value === null) return String(value)
  if (value instanceof Uint8Array) {
    const shown = value.subarray(0, bounds.characters / 2)
    return `0x${bytesToHex(shown)}${value.length > shown.length ? '…' : ''}`
  }
  const items = Array.isArray(value)
    ? value.slice(0, bounds.entries).map(item => write(item, bounds))
    : Object.entries(value)
        .slice(0, bounds.entries)
        .map(([name, item]) => `${name}: ${write(item, bounds)}`)
  const length = Array.isArray(value) ? value.length : Object.keys(value).length
  const inside = [...items, ...(length > items.length ? ['…'] : [])].join(', ')
  return Array.isArray(value) ? `[${inside}]` : inside === '' ? '{}' : `{ ${inside} }`
}
