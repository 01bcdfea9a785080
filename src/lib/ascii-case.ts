/**
 * `A` to `Z` in lower case and all other characters unchanged, independent of the engine's version of
 * Unicode.
 */
export const lowerAscii = (text: string): string =>
  text.replace(/[A-Z]/g, letter => String.fromCharCode(letter.charCodeAt(0) + 32))

/** `a` to `z` in upper case and all other characters unchanged. */
export const upperAscii = (text: string): string =>
  text.replace(/[a-z]/g, letter => String.fromCharCode(letter.charCodeAt(0) - 32))
