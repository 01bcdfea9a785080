/**
 * By default a decoder drops U+FEFF at the beginning of a text, so that decoding does not reverse encoding,
 * and it replaces bytes that are not UTF-8.
 */
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const encoder = new TextEncoder()

/** The UTF-8 of a well-formed text; a lone surrogate becomes U+FFFD. */
export const utf8FromText = (text: string): Uint8Array => encoder.encode(text)

/** The text whose UTF-8 these bytes are, with every character; undefined if they are not UTF-8. */
export function textFromUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes)
  } catch {
    return undefined
  }
}
