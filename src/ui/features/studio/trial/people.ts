import { ADDRESS_BYTES, formatAddress } from '#chain/address.ts'
import type { WalletRow } from '#storage/rows.ts'

/** Somebody who can call a contract in a trial. */
export interface Person {
  readonly name: string
  readonly address: string
  /** Whether the address belongs to the wallet; the others exist only in trials. */
  readonly isOwn: boolean
}

const PRETEND_NAMES = ['Ada', 'Ben', 'Cleo', 'Dan'] as const

/**
 * People who exist only in trials, to call a contract as several parties. Nobody has the keys of their
 * addresses: their bytes are words, not points of the curve that somebody chose.
 */
export const PRETEND_PEOPLE: readonly Person[] = PRETEND_NAMES.map(name => ({
  name,
  address: formatAddress(wordsAsBytes(`${name} of the studio`)),
  isOwn: false,
}))

/** Everybody who can take part in a trial, the own addresses first. */
export const peopleOf = (wallet: readonly WalletRow[]): readonly Person[] => [
  ...wallet.map(({ name, address }) => ({ name, address, isOwn: true })),
  ...PRETEND_PEOPLE,
]

/** Replaces addresses in a text by people's names. */
export function withNames(text: string, people: readonly Person[]): string {
  return people.reduce((named, { name, address }) => named.replaceAll(address, name), text)
}

function wordsAsBytes(words: string): Uint8Array {
  const bytes = new Uint8Array(ADDRESS_BYTES)
  bytes.set(new TextEncoder().encode(words).subarray(0, ADDRESS_BYTES))
  return bytes
}
