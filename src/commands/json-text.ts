/** Control and text-direction characters: JSON lets some of them through, and a terminal obeys them. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** A command's result as indented JSON for a terminal, without control characters. Bytes are hex. */
export function renderJson(result: unknown): string {
  const text = JSON.stringify(result, plain, 2) ?? 'null'
  return text.replace(UNSAFE, character => (character === '\n' ? character : escaped(character)))
}

function plain(_: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return [...value].map(byte => byte.toString(16).padStart(2, '0')).join('')
  return value
}

/** Escapes of UTF-16 units, as JSON has them. */
function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, i) => character.charCodeAt(i))
    .map(unit => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('')
}
