/** A small symmetric picture of an id: five columns of five cells in one colour of the palette. */
export interface GlyphShape {
  readonly cells: readonly (readonly [x: number, y: number])[]
  readonly color: number
}

export const GLYPH_COLORS = 6

/**
 * The picture of a text, by its FNV-1a hash, so that similar texts look different. It helps to recognise an
 * id and proves nothing.
 */
export function glyphOf(text: string): GlyphShape {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0
  // The low bits of FNV mix badly: fold the high ones in.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0
  hash = (hash ^ (hash >>> 13)) >>> 0

  const cells: [number, number][] = []
  for (let i = 0; i < 15; i++) {
    if (((hash >>> i) & 1) === 0) continue
    const x = i % 3
    const y = Math.floor(i / 3)
    cells.push([x, y])
    if (x < 2) cells.push([4 - x, y])
  }
  return { cells, color: (hash >>> 20) % GLYPH_COLORS }
}
