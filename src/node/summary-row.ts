import { formatAddress } from '../chain/address.ts'
import { summaryOf } from '../chain/transaction/kinds.ts'
import type { Payload } from '../chain/transaction/transaction.ts'

/** A payload's summary as rows and results have it: the address as text. */
export function summaryRow(payload: Payload) {
  const { to, amount, text, detail } = summaryOf(payload)
  return { to: to && formatAddress(to), amount, text, detail: { ...detail } }
}
