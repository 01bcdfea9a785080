import { takes } from '../call.ts'
import { address, coins, memo, ownAddress, recipient, someCoins } from '../readers/chain-values.ts'
import { optional } from '../readers/field.ts'
import { count, oneOf } from '../readers/values.ts'
import type { AuthoritiesResult, StakesResult } from '../results.ts'
import type { Sending, Sent } from './sending.ts'

const bond = { from: ownAddress, amount: someCoins, fee: optional(coins) }

/** Payments, stakes (proof of stake) and authorities (proof of authority). */
export const PAYMENT_CALLS = {
  /** Sends coins. The recipient `burn` destroys them; `nonce` replaces a pending payment. */
  send: takes({
    from: ownAddress,
    to: recipient,
    amount: someCoins,
    fee: optional(coins),
    memo: optional(memo),
    nonce: optional(count),
  }).gives<Sent, Sending | 'OVERFLOW'>(),
  /** Stakes coins, with which this tab takes turns to produce blocks. */
  stake: takes(bond).gives<
    Sent,
    Sending | 'TX_KIND_ELSEWHERE' | 'STAKE_TOO_SMALL' | 'STAKE_TOO_LARGE' | 'STAKE_UNSETTLED' | 'OVERFLOW'
  >(),
  /** Withdraws coins from a stake; they are returned after the unbonding time. */
  unstake: takes(bond).gives<
    Sent,
    | Sending
    | 'TX_KIND_ELSEWHERE'
    | 'STAKE_NOT_HELD'
    | 'STAKE_TOO_SMALL'
    | 'STAKE_TOO_LARGE'
    | 'STAKE_UNSETTLED'
  >(),
  /** Shows the stakes, and how much of each counts now. */
  stakes: takes({}).gives<StakesResult, 'TX_KIND_ELSEWHERE'>(),
  /**
   * Changes the authorities that produce blocks; only the admin can. `from` is the admin, by default the one
   * of your addresses that is.
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
  /** Shows the admin, and the authorities in the order of their turns with the next one. */
  authorityList: takes({}).gives<AuthoritiesResult, 'TX_KIND_ELSEWHERE'>(),
}
