/**
 * By default a decoder drops U+FEFF at the beginning of a text, so that what was encoded does not come back,
 * and it mends what is not UTF-8.
 */
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const encoder = new TextEncoder()

/** The UTF-8 of a well-formed text; half of a surrogate pair, which has none, becomes U+FFFD. */
export const utf8FromText = (text: string): Uint8Array => encoder.encode(text)

/** The text whose UTF-8 these bytes are, every character of it; undefined where they are not UTF-8. */
export function textFromUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes)
  } catch {
    return undefined
  }
}
