/** Names that Windows reserves for devices, with any extension. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/**
 * Unsafe parts of a file name: paths, devices, and characters that are invisible or change the reading
 * direction.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const BAD = /[\\/:*?"<>|\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** A file name by somebody else, made safe for this device; `fallback` if nothing of it is left. Pure. */
export function safeFileName(name: string, fallback: string): string {
  const plain = name
    .replace(BAD, '_')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 180)
  if (plain === '') return fallback
  return DEVICES.test(plain) ? `_${plain}` : plain
}
