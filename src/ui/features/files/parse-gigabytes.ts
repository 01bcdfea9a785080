/** `0.5` or `0,5` gigabytes as bytes; undefined for any other text. Pure. */
export function parseGigabytes(text: string): number | undefined {
  const plain = text.trim().replace(',', '.')
  if (!/^\d{1,5}(\.\d{0,6})?$/.test(plain)) return undefined
  return Math.round(Number(plain) * 1e9)
}
