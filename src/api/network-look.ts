/**
 * The description by which a user recognises a network. Only the id is unique: the founder chose name and
 * symbol.
 */
export interface NetworkLook {
  readonly id: string
  readonly name: string
  readonly symbol: string
  readonly consensus: string
  /** URL of the server that introduces its tabs to each other. */
  readonly signaling: string
}

/** Do two networks look the same to a reader, by name and symbol? */
export const looksAlike = (
  a: Pick<NetworkLook, 'name' | 'symbol'>,
  b: Pick<NetworkLook, 'name' | 'symbol'>,
): boolean => a.symbol === b.symbol && readAs(a.name) === readAs(b.name)

const readAs = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
