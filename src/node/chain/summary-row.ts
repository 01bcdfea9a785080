import { formatAddress, formatContractAddress } from '#chain/address.ts'
import { contractAddress } from '#chain/state/contract.ts'
import { summaryOf } from '#chain/transaction/kinds.ts'
import type { UnsignedTransaction } from '#chain/transaction/transaction.ts'

/**
 * A transaction's summary for rows and results, with addresses as text. The other party of a deployment is
 * its new contract.
 */
export function summaryRow({ payload, sender, nonce }: UnsignedTransaction) {
  const { to, toContract = false, amount, text, detail } = summaryOf(payload)
  const made = payload.kind === 'deploy' ? contractAddress(sender, nonce) : undefined
  const contract = made ?? (toContract ? to : undefined)
  return {
    to: contract ? formatContractAddress(contract) : to && formatAddress(to),
    amount,
    text,
    detail: { ...detail },
  }
}
