import { ed25519 } from '@noble/curves/ed25519.js'
import { addressFromBytes, formatAddress, parseAddress } from '#chain/address.ts'
import { known } from '#lib/assert.ts'
import { fail, ok, type Result } from '#lib/result.ts'
import type { AddressRow } from '#storage/rows.ts'
import { looksLikeAddress, parseName, sameName } from './address-name.ts'
import { MAX_ADDRESSES } from './limits.ts'
import type { OwnAddress, WalletFailure } from './wallet.ts'

/**
 * Operations on the list of own addresses, as functions of its rows; they touch neither the database nor a
 * secret.
 */

/** How many names an error shows. */
const NAMES_SHOWN = 8

export function ownAddress({ name, address }: AddressRow): OwnAddress {
  const parsed = parseAddress(address)
  return { name, address, publicKey: known(parsed.ok ? parsed.value : undefined, `address ${address}`) }
}

/** bech32m text of the address that belongs to an Ed25519 seed. */
export function addressOfSeed(seed: Uint8Array): string {
  return formatAddress(addressFromBytes(ed25519.getPublicKey(seed)))
}

/** The row with this name or address. */
export function findRow(rows: readonly AddressRow[], text: string): Result<AddressRow, WalletFailure> {
  if (looksLikeAddress(text)) return findAddress(rows, text)
  const row = rows.find(({ name }) => sameName(name, text))
  if (row) return ok(row)
  const names = rows.slice(0, NAMES_SHOWN).map(({ name }) => name)
  const more = rows.length > NAMES_SHOWN ? ', …' : ''
  return fail('NAME_UNKNOWN', `no address called '${text.trim()}'; yours are: ${names.join(', ')}${more}`)
}

/** The name in its stored form, if none of `rows` has it. */
export function freeName(rows: readonly AddressRow[], text: string): Result<string, WalletFailure> {
  const name = parseName(text)
  if (!name.ok) return name
  const holder = rows.find(row => sameName(row.name, name.value))
  if (!holder) return name
  return fail('NAME_TAKEN', `name: '${holder.name}' is the name of ${holder.address}; choose another`)
}

/** A new row at the end of `rows`. */
export function addedRow(
  rows: readonly AddressRow[],
  name: string,
  key: Pick<AddressRow, 'address' | 'index' | 'sealed'>,
): Result<AddressRow, WalletFailure> {
  const free = freeName(rows, name)
  if (!free.ok) return free
  if (rows.length >= MAX_ADDRESSES)
    return fail(
      'ADDRESSES_TOO_MANY',
      `the wallet is full: it holds ${MAX_ADDRESSES} addresses; use one of them, or another profile`,
    )
  const holder = rows.find(({ address }) => address === key.address)
  if (holder) return fail('ADDRESS_KNOWN', `pem: this key is already here, under the name '${holder.name}'`)
  return ok({ ...key, name: free.value, position: Math.max(-1, ...rows.map(row => row.position)) + 1 })
}

/** The derivation index of the phrase's next address. */
export function nextIndex(rows: readonly AddressRow[]): number {
  return Math.max(-1, ...rows.map(({ index }) => index ?? -1)) + 1
}

function findAddress(rows: readonly AddressRow[], text: string): Result<AddressRow, WalletFailure> {
  const parsed = parseAddress(text)
  if (!parsed.ok) return parsed
  const address = formatAddress(parsed.value)
  const row = rows.find(candidate => candidate.address === address)
  if (row) return ok(row)
  return fail(
    'ADDRESS_UNKNOWN',
    `${address} is not in this wallet; import its key, or use one of your own addresses`,
  )
}
