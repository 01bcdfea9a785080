/** `A` to `Z` in lower case and all else as it is, whatever version of Unicode this engine knows. */
export const lowerAscii = (text: string): string =>
  text.replace(/[A-Z]/g, letter => String.fromCharCode(letter.charCodeAt(0) + 32))

/** The same the other way. */
export const upperAscii = (text: string): string =>
  text.replace(/[a-z]/g, letter => String.fromCharCode(letter.charCodeAt(0) - 32))
