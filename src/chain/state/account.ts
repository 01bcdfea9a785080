import { bytesToHex } from '#lib/bytes.ts'
import type { Address } from '../address.ts'
import { type Amount, ZERO } from '../amount.ts'
import { encode } from '../codec.ts'
import { amount, safeInteger, tuple } from '../schema.ts'
import { decodeEntry, readEntry } from './entry.ts'
import { KEY_SPACE } from './key-space.ts'
import type { StateDraft, StateReader } from './state-draft.ts'

/** The state's entry of an address. */
export interface Account {
  readonly balance: Amount
  /** Transactions sent so far, which is the nonce of the next one. */
  readonly nonce: number
}

/** Reads an account's entry. */
export const accountTuple = tuple({ balance: amount, nonce: safeInteger })

/** The account of an address without an entry. */
export const EMPTY_ACCOUNT: Account = { balance: ZERO, nonce: 0 }

/** The key of an account, hex: its space and the address. */
export const accountKey = (address: Address): string => KEY_SPACE.account + bytesToHex(address)

/** The account, or the empty one. */
export function readAccount(state: StateReader, address: Address): Account {
  return readEntry(state, accountKey(address), accountTuple) ?? EMPTY_ACCOUNT
}

/**
 * Writes an account. An empty account has no entry, so that the state forgets addresses that hold nothing.
 */
export function writeAccount(draft: StateDraft, address: Address, { balance, nonce }: Account): void {
  const isEmpty = balance === 0n && nonce === 0
  draft.set(accountKey(address), isEmpty ? undefined : encode([balance, nonce]))
}

/** The account in an entry's value. */
export const decodeAccount = (value: Uint8Array): Account => decodeEntry(value, accountTuple)
