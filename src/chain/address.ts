import { bech32m } from '@scure/base'
import { lowerAscii } from '#lib/ascii-case.ts'
import { assert } from '#lib/assert.ts'
import type { Brand } from '#lib/brand.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'

/** An Ed25519 public key as the name of an account: 32 bytes. As text: bech32m with prefix `tab`. */
export type Address = Brand<Uint8Array, 'Address'>

export const ADDRESS_PREFIX = 'tab'
/**
 * A contract's address is not a key: it is a hash of its deployer and the transaction's nonce
 * (state/contract.ts).
 */
export const CONTRACT_PREFIX = 'tabc'
export const ADDRESS_BYTES = 32

/** Separator, 52 characters for 32 bytes, 6 of checksum. */
const AFTER_PREFIX = 1 + 52 + 6
const ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'

/**
 * Brands bytes, which must be 32, as an address. Whether they are a point of the curve shows when a signature
 * is checked.
 */
export function addressFromBytes(bytes: Uint8Array): Address {
  assert(bytes.length === ADDRESS_BYTES, `an address has ${ADDRESS_BYTES} bytes, not ${bytes.length}`)
  return bytes as Address
}

/** The text form, `tab1…`, 62 characters (BIP 350). */
export function formatAddress(publicKey: Uint8Array): string {
  return bech32m.encode(ADDRESS_PREFIX, bech32m.toWords(addressFromBytes(publicKey)))
}

/**
 * Parses an address that a person typed or pasted. The checksum catches every mistake in up to four
 * characters. All upper case is accepted (QR codes are smaller with it), mixed case is not (BIP 173).
 */
export const parseAddress = (text: string): Result<Address, Failure<'ADDRESS_BAD'>> =>
  parseWithPrefix(text, ADDRESS_PREFIX)

/** The text form of a contract's address, `tabc1…`, 63 characters. */
export function formatContractAddress(bytes: Uint8Array): string {
  return bech32m.encode(CONTRACT_PREFIX, bech32m.toWords(addressFromBytes(bytes)))
}

/** {@link parseAddress} for a contract. */
export const parseContractAddress = (text: string): Result<Address, Failure<'ADDRESS_BAD'>> =>
  parseWithPrefix(text, CONTRACT_PREFIX)

/** Parses the address of a person or a contract, and reports which of the two it is. */
export function parseParty(
  text: string,
): Result<{ readonly address: Address; readonly isContract: boolean }, Failure<'ADDRESS_BAD'>> {
  const isContract = lowerAscii(text.trim()).startsWith(`${CONTRACT_PREFIX}1`)
  const parsed = isContract ? parseContractAddress(text) : parseAddress(text)
  return parsed.ok ? ok({ address: parsed.value, isContract }) : parsed
}

const CANONICAL = /^tabc?1[02-9ac-hj-np-z]{58}$/

/**
 * Parses an address of a person or a contract in its one form, that of {@link formatAddress}; undefined for
 * every other text. Code passes addresses this way, because its view must not depend on a browser's tables of
 * letters and spaces.
 */
export function readCanonicalAddress(text: string): Address | undefined {
  const decoded = CANONICAL.test(text) ? bech32m.decodeUnsafe(text) : undefined
  const bytes = decoded && bech32m.fromWordsUnsafe(decoded.words)
  const prefix = text.length === ADDRESS_PREFIX.length + AFTER_PREFIX ? ADDRESS_PREFIX : CONTRACT_PREFIX
  return decoded?.prefix === prefix && bytes ? addressFromBytes(bytes) : undefined
}

function parseWithPrefix(text: string, prefix: string): Result<Address, Failure<'ADDRESS_BAD'>> {
  const trimmed = text.trim()
  const lower = lowerAscii(trimmed)
  const problem =
    caseProblem(trimmed, lower) ??
    prefixProblem(lower, prefix) ??
    characterProblem(lower, prefix) ??
    lengthProblem(lower, prefix)
  if (problem !== undefined) return bad(problem)

  const decoded = bech32m.decodeUnsafe(lower)
  if (!decoded) return bad('its checksum does not match, so at least one character is wrong; copy it again')

  const bytes = bech32m.fromWordsUnsafe(decoded.words)
  if (!bytes || bytes.length !== ADDRESS_BYTES) return bad('it does not hold 32 bytes; copy it again')
  return ok(addressFromBytes(bytes))
}

const bad = (problem: string) => fail('ADDRESS_BAD', `address: ${problem}`)

function caseProblem(trimmed: string, lower: string): string | undefined {
  if (trimmed === lower || !/[a-z]/.test(trimmed)) return undefined
  return 'it mixes upper and lower case, which the checksum does not cover; write it in one case'
}

function prefixProblem(lower: string, prefix: string): string | undefined {
  if (lower === '') return `it is empty; paste one that begins with ${prefix}1`
  if (lower.startsWith(`${prefix}1`)) return undefined
  if (lower.startsWith(`${CONTRACT_PREFIX}1`)) {
    return 'it is the address of a contract, which receives coins only through calls of its methods'
  }
  const what = prefix === CONTRACT_PREFIX ? 'a contract’s address' : 'an address'
  return `it begins with "${lower.slice(0, 4)}", ${what} begins with "${prefix}1"`
}

function characterProblem(lower: string, prefix: string): string | undefined {
  const start = prefix.length + 1
  const at = [...lower.slice(start)].findIndex(character => !ALPHABET.includes(character))
  if (at < 0) return undefined
  return `character ${start + at + 1}, "${[...lower][start + at]}", never occurs in an address; copy it again`
}

function lengthProblem(lower: string, prefix: string): string | undefined {
  const right = prefix.length + AFTER_PREFIX
  if (lower.length === right) return undefined
  const what = lower.length < right ? 'a part is missing' : 'it is too long'
  return `${what}: it has ${lower.length} characters, an address has ${right}`
}
