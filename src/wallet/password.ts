import { scryptAsync } from '@noble/hashes/scrypt.js'
import type { Random } from '#lib/random.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { utf8FromText } from '#lib/utf8.ts'
import {
  MAX_PASSWORD_CHARACTERS,
  MAX_SCRYPT_COST,
  MIN_PASSWORD_CHARACTERS,
  MIN_SCRYPT_COST,
} from './limits.ts'

/**
 * How a key is derived from a password: scrypt (RFC 7914) with `cost` blocks of 1 KB, which each guess needs
 * in memory too.
 */
export interface Derivation {
  readonly salt: Uint8Array
  /** A power of two. */
  readonly cost: number
}

const SALT_BYTES = 16
/** 64 MB; 0.6 to 1.4 seconds on two busy cores. */
const COST = 2 ** 16
const BLOCK = 8
const KEY_BYTES = 32

export const newDerivation = (random: Random): Derivation => ({ salt: random.bytes(SALT_BYTES), cost: COST })

/** Whether a derivation read from a file is within the bounds of memory and time. */
export function isDerivation({ salt, cost }: Derivation): boolean {
  return (
    salt.length === SALT_BYTES &&
    Number.isInteger(Math.log2(cost)) &&
    cost >= MIN_SCRYPT_COST &&
    cost <= MAX_SCRYPT_COST
  )
}

/**
 * The AES-256-GCM key that belongs to a password. The same text typed on another system gives the same key
 * (NFKC).
 */
export async function keyOfPassword(
  password: string,
  { salt, cost }: Derivation,
  subtle: SubtleCrypto,
): Promise<CryptoKey> {
  const bytes = await scryptAsync(utf8FromText(password.normalize('NFKC')), salt, {
    N: cost,
    r: BLOCK,
    p: 1,
    dkLen: KEY_BYTES,
  })
  return subtle.importKey('raw', new Uint8Array(bytes), 'AES-GCM', false, ['encrypt', 'decrypt'])
}

/** Checks a new password. */
export function checkPassword(password: string): Result<void, Failure<'PASSWORD_BAD'>> {
  const characters = typeof password === 'string' ? [...password].length : 0
  if (characters >= MIN_PASSWORD_CHARACTERS && characters <= MAX_PASSWORD_CHARACTERS) return ok(undefined)
  return fail(
    'PASSWORD_BAD',
    `password: it has ${characters} characters; use ${MIN_PASSWORD_CHARACTERS} to ${MAX_PASSWORD_CHARACTERS}, best a few words that do not form a sentence`,
  )
}
