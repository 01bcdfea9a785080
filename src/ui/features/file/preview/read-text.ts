/** Decodes UTF-8, or UTF-16 with a byte order mark; undefined if the bytes are not text. Pure. */
export function readText(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes
  const is16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  if (is16) return new TextDecoder(first === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes)
  if (bytes.includes(0)) return undefined
  const text = new TextDecoder().decode(bytes)
  // The last character may be cut in two, and an old text has a few of another encoding.
  const strange = text.split('\ufffd').length - 1
  return strange > Math.max(2, text.length / 50) ? undefined : text
}
