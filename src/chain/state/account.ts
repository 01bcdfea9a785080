import { assert } from '../../lib/assert.ts'
import { bytesToHex } from '../../lib/bytes.ts'
import type { Address } from '../address.ts'
import { type Amount, ZERO } from '../amount.ts'
import { decode, encode } from '../codec.ts'
import { amount, safeInteger, tuple } from '../schema.ts'
import type { State } from './state.ts'

/** What the state holds for an address. */
export interface Account {
  readonly balance: Amount
  /** Transactions sent so far, which is the nonce of the next. */
  readonly nonce: number
}

/** First byte of a key: whose entry it is. */
const ACCOUNT_SPACE = '00'

const accountTuple = tuple({ balance: amount, nonce: safeInteger })

/** An address without an entry. */
export const EMPTY_ACCOUNT: Account = { balance: ZERO, nonce: 0 }

/** The key of an account, hex: 0x00 and the address. */
export const accountKey = (address: Address): string => ACCOUNT_SPACE + bytesToHex(address)

/** The account, or the empty one. */
export function readAccount(state: State, address: Address): Account {
  const value = state.get(accountKey(address))
  return value === undefined ? EMPTY_ACCOUNT : decodeAccount(value)
}

/** The state with this account; an empty account has no entry, so that the state does not remember who once held nothing. */
export function writeAccount(state: State, address: Address, account: Account): State {
  const isEmpty = account.balance === 0n && account.nonce === 0
  return state.set(accountKey(address), isEmpty ? undefined : encode([account.balance, account.nonce]))
}

/** The account of an entry's value; what the state holds was written by {@link writeAccount}. */
export function decodeAccount(value: Uint8Array): Account {
  const decoded = decode(value)
  const account = decoded.ok ? accountTuple(decoded.value) : undefined
  assert(account?.ok, 'the state holds an account that does not decode')
  return account.value
}
