/**
 * What a person is shown of a network, to know it by. Whoever founded it chose name and symbol; only the id
 * is its own.
 */
export interface NetworkLook {
  readonly id: string
  readonly name: string
  readonly symbol: string
  readonly consensus: string
  /** URL of the server that introduces its tabs to each other. */
  readonly signaling: string
}

/** Do two networks have one name and one symbol, as far as a reader would notice? */
export const looksAlike = (
  a: Pick<NetworkLook, 'name' | 'symbol'>,
  b: Pick<NetworkLook, 'name' | 'symbol'>,
): boolean => a.symbol === b.symbol && readAs(a.name) === readAs(b.name)

const readAs = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
