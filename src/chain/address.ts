import { bech32m } from '@scure/base'
import { assert } from '../lib/assert.ts'
import type { Brand } from '../lib/brand.ts'
import { type Failure, fail, ok, type Result } from '../lib/result.ts'

/** An Ed25519 public key as the name of an account: 32 bytes. As text: bech32m with prefix `tab`. */
export type Address = Brand<Uint8Array, 'Address'>

export const ADDRESS_PREFIX = 'tab'
export const ADDRESS_BYTES = 32

/** Prefix and separator, 52 characters for 32 bytes, 6 of checksum. */
const ADDRESS_CHARACTERS = ADDRESS_PREFIX.length + 1 + 52 + 6
const ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'

/** The bytes, which are known to be 32, as an address. Whether they are a point of the curve shows when a signature is checked. */
export function addressFromBytes(bytes: Uint8Array): Address {
  assert(bytes.length === ADDRESS_BYTES, `an address has ${ADDRESS_BYTES} bytes, not ${bytes.length}`)
  return bytes as Address
}

/** The text form, `tab1…`, 62 characters (BIP 350). */
export function formatAddress(publicKey: Uint8Array): string {
  return bech32m.encode(ADDRESS_PREFIX, bech32m.toWords(addressFromBytes(publicKey)))
}

/**
 * An address that a person typed or pasted. The checksum catches every mistake in up to four characters. Upper case is fine
 * (QR codes are smaller with it), mixed case is not (BIP 173).
 */
export function parseAddress(text: string): Result<Address, Failure<'BAD_ADDRESS'>> {
  const trimmed = text.trim()
  const lower = trimmed.toLowerCase()
  const problem =
    caseProblem(trimmed, lower) ?? prefixProblem(lower) ?? characterProblem(lower) ?? lengthProblem(lower)
  if (problem !== undefined) return bad(problem)

  const decoded = bech32m.decodeUnsafe(lower)
  if (!decoded) return bad('its checksum does not match, so at least one character is wrong; copy it again')

  const bytes = bech32m.fromWordsUnsafe(decoded.words)
  if (!bytes || bytes.length !== ADDRESS_BYTES) return bad('it does not hold 32 bytes; copy it again')
  return ok(addressFromBytes(bytes))
}

const bad = (problem: string) => fail('BAD_ADDRESS', `address: ${problem}`)

function caseProblem(trimmed: string, lower: string): string | undefined {
  if (trimmed === lower || trimmed === trimmed.toUpperCase()) return undefined
  return 'it mixes upper and lower case, which the checksum does not cover; write it in one case'
}

function prefixProblem(lower: string): string | undefined {
  if (lower === '') return `it is empty; paste one that begins with ${ADDRESS_PREFIX}1`
  if (lower.startsWith(`${ADDRESS_PREFIX}1`)) return undefined
  return `it begins with "${lower.slice(0, 4)}", an address begins with "${ADDRESS_PREFIX}1"`
}

function characterProblem(lower: string): string | undefined {
  const start = ADDRESS_PREFIX.length + 1
  const at = [...lower.slice(start)].findIndex(character => !ALPHABET.includes(character))
  if (at < 0) return undefined
  return `character ${start + at + 1}, "${[...lower][start + at]}", never occurs in an address; copy it again`
}

function lengthProblem(lower: string): string | undefined {
  if (lower.length === ADDRESS_CHARACTERS) return undefined
  const what = lower.length < ADDRESS_CHARACTERS ? 'a part is missing' : 'it is too long'
  return `${what}: it has ${lower.length} characters, an address has ${ADDRESS_CHARACTERS}`
}
