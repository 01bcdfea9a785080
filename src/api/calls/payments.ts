import { takes } from '../call.ts'
import { address, coins, memo, ownAddress, recipient, someCoins } from '../readers/chain-values.ts'
import { optional } from '../readers/field.ts'
import { count, oneOf } from '../readers/values.ts'
import type { AuthoritiesResult, StakesResult } from '../results.ts'
import type { Sending, Sent } from './sending.ts'

const bond = { from: ownAddress, amount: someCoins, fee: optional(coins) }

/** Sending coins, and what the consensus of a network knows of its own: stakes and authorities. */
export const PAYMENT_CALLS = {
  /** Pays coins. The recipient `burn` destroys them; `nonce` replaces a waiting payment. */
  send: takes({
    from: ownAddress,
    to: recipient,
    amount: someCoins,
    fee: optional(coins),
    memo: optional(memo),
    nonce: optional(count),
  }).gives<Sent, Sending | 'OVERFLOW'>(),
  /** Puts coins at stake, with which this tab takes its turns to make blocks. */
  stake: takes(bond).gives<
    Sent,
    Sending | 'TX_KIND_ELSEWHERE' | 'STAKE_TOO_SMALL' | 'STAKE_TOO_LARGE' | 'STAKE_UNSETTLED' | 'OVERFLOW'
  >(),
  /** Takes coins out of a stake; they come back when the unbonding time is over. */
  unstake: takes(bond).gives<
    Sent,
    | Sending
    | 'TX_KIND_ELSEWHERE'
    | 'STAKE_NOT_HELD'
    | 'STAKE_TOO_SMALL'
    | 'STAKE_TOO_LARGE'
    | 'STAKE_UNSETTLED'
  >(),
  /** Shows who has what at stake, and what of it counts now. */
  stakes: takes({}).gives<StakesResult, 'TX_KIND_ELSEWHERE'>(),
  /**
   * Changes who makes the blocks; only the admin can. `from` is the admin, who is found by himself if the
   * address is an own one.
   */
  authorityChange: takes({
    action: oneOf('add', 'remove', 'admin'),
    address,
    from: optional(ownAddress),
    fee: optional(coins),
  }).gives<
    Sent,
    | Sending
    | 'ADDRESS_INSECURE'
    | 'TX_KIND_ELSEWHERE'
    | 'AUTHORITY_NOT_ADMIN'
    | 'AUTHORITY_KNOWN'
    | 'AUTHORITY_UNKNOWN'
    | 'AUTHORITY_LAST'
    | 'AUTHORITY_TOO_MANY'
    | 'AUTHORITY_UNSETTLED'
  >(),
  /** Shows the admin, the authorities in the order of their turns, and whose turn is next. */
  authorityList: takes({}).gives<AuthoritiesResult, 'TX_KIND_ELSEWHERE'>(),
}
