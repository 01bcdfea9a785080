/**
 * The characters of join codes. Those that are confused when a code is read aloud or written on a board are
 * missing: 0 and O, 1, I and L, and U, which sounds and looks like others.
 */
export const JOIN_CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

export const JOIN_CODE_LENGTH = 6

/**
 * The join code that a person typed, in upper case and without spaces or hyphens; undefined for any text that
 * cannot be meant as one. A code with a character outside of the alphabet is returned as it is: no server
 * knows it.
 */
export function readJoinCode(text: string): string | undefined {
  const code = text.replace(/[\s-]/g, '').toUpperCase()
  return code.length === JOIN_CODE_LENGTH && /^[0-9A-Z]+$/.test(code) ? code : undefined
}
