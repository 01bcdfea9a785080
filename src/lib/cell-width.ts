/** East Asian wide and full-width blocks (UAX #11), as ranges of code points; emoji have a property. */
const WIDE: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x17000, 0x18cff],
  [0x1b000, 0x1b2ff],
  [0x20000, 0x3fffd],
]

/** Marks and format characters combine with the character before them, as do jamo vowels and finals. */
const ZERO = /[\p{M}\p{Cf}\u1160-\u11ff]/u
const EMOJI = /\p{Emoji_Presentation}/u

/** The number of terminal cells of a code point: 0, 1 or 2. Control characters have none. */
export function cellWidth(codePoint: number): 0 | 1 | 2 {
  if (codePoint < 0x7f) return codePoint < 0x20 ? 0 : 1
  if (codePoint < 0xa0) return 0
  if (codePoint < 0x300) return codePoint === 0xad ? 0 : 1
  const character = String.fromCodePoint(codePoint)
  if (ZERO.test(character)) return 0
  return WIDE.some(([first, last]) => codePoint >= first && codePoint <= last) || EMOJI.test(character)
    ? 2
    : 1
}

/** The number of cells of a text on one row; it does not know escape sequences. */
export function textWidth(text: string): number {
  let width = 0
  for (const character of text) width += cellWidth(character.codePointAt(0) ?? 0)
  return width
}
