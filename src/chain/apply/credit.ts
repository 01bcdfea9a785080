import { ok, type Result } from '#lib/result.ts'
import { type Address, formatAddress } from '../address.ts'
import { type Amount, MAX_AMOUNT } from '../amount.ts'
import { failure, type TransactionFailure } from '../rules.ts'
import { readAccount, writeAccount } from '../state/account.ts'
import type { StateDraft } from '../state/state-draft.ts'

/** Adds to a balance; `OVERFLOW` if it would exceed the greatest amount. */
export function credit(
  draft: StateDraft,
  address: Address,
  amount: Amount,
): Result<void, TransactionFailure> {
  const account = readAccount(draft, address)
  const balance = account.balance + amount
  if (balance > MAX_AMOUNT) {
    return failure(
      'OVERFLOW',
      `the balance of ${formatAddress(address)} would be ${balance}, but may be at most ${MAX_AMOUNT}`,
    )
  }
  writeAccount(draft, address, { ...account, balance: balance as Amount })
  return ok(undefined)
}
