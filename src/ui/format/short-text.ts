/**
 * First and last characters of an id, address or peer id, enough to tell it from its neighbours; short text
 * stays whole.
 */
export function shortText(text: string, head = 8, tail = 6): string {
  return text.length <= head + tail + 1 ? text : `${text.slice(0, head)}…${text.slice(-tail)}`
}

/** A short address: its prefix, the next six characters, and the end. */
export function shortAddress(address: string): string {
  return shortText(address, 10, 6)
}
