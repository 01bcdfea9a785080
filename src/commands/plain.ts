import type { AddressResult, BlockResult, MempoolResult, TxResult } from '../api/results.ts'
import { formatAmount } from '../chain/amount.ts'

/**
 * Results of the node as plain JSON, which is what commands resolve to: amounts as coins in decimal text, other big integers as decimal
 * text, and null for what is unknown or does not apply.
 */
export function plainAddress({ name, address, balance, pending, stake }: AddressResult) {
  return {
    name,
    address,
    balance: formatAmount(balance),
    pending: formatAmount(pending),
    stake: formatAmount(stake),
  }
}

export function plainTx(tx: TxResult) {
  return {
    id: tx.id,
    kind: tx.kind,
    status: tx.status,
    from: tx.from,
    to: tx.to ?? null,
    amount: formatAmount(tx.amount),
    fee: formatAmount(tx.fee),
    nonce: tx.nonce,
    memo: tx.memo,
    timestamp: tx.timestamp,
    blockHeight: tx.blockHeight ?? null,
    blockId: tx.blockId ?? null,
    receipt: tx.receipt ? plainReceipt(tx.receipt) : null,
    reason: tx.reason ?? null,
  }
}

function plainReceipt({ status, fee, gas, code }: NonNullable<TxResult['receipt']>) {
  return { status, fee: formatAmount(fee), gas: gas.toString(), code }
}

export function plainBlock({ txs, reward, fees, ...block }: BlockResult) {
  return { ...block, txs: txs.map(plainTx), reward: formatAmount(reward), fees: formatAmount(fees) }
}

export function plainMempool({ count, bytes, txs }: MempoolResult) {
  return { count, bytes, txs: txs.map(plainTx) }
}
