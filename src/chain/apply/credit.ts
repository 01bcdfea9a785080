import { ok, type Result } from '../../lib/result.ts'
import { type Address, formatAddress } from '../address.ts'
import { type Amount, MAX_AMOUNT } from '../amount.ts'
import { type RuleCode, type Violation, violation } from '../rules.ts'
import { readAccount, writeAccount } from '../state/account.ts'
import type { State } from '../state/state.ts'

/** Adds to a balance. One that would exceed what an amount can be breaks the rule `code`. */
export function credit(
  state: State,
  address: Address,
  amount: Amount,
  code: RuleCode,
): Result<State, Violation> {
  const account = readAccount(state, address)
  const balance = account.balance + amount
  if (balance > MAX_AMOUNT) {
    return violation(
      code,
      `the balance of ${formatAddress(address)} would be ${balance}, at most ${MAX_AMOUNT}`,
    )
  }
  return ok(writeAccount(state, address, { ...account, balance: balance as Amount }))
}
