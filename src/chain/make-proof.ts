import { assert, known } from '#lib/assert.ts'
import { hexToBytes } from '#lib/bytes.ts'
import type { Receipt } from './block/block.ts'
import { fileLeaves } from './block/block-roots.ts'
import { encodeFileRecord } from './block/file-record.ts'
import type { Header } from './block/header.ts'
import { encodeReceipt } from './block/receipt-codec.ts'
import { hashToBytes } from './hash.ts'
import { merklePath } from './merkle.ts'
import { encodeProof } from './proof-codec.ts'
import type { State } from './state/state.ts'
import { proveEntry } from './state/state-proof.ts'
import type { Transaction } from './transaction/transaction.ts'

/**
 * Makes proofs for whoever trusts the header of a block; proof.ts checks them. The arguments must belong
 * together: a state, transactions and receipts of another block give a proof that fails.
 */

/** Proves the state's value for a key (hex) after the block, or its absence. */
export const proveState = ({ id }: Header, state: State, key: string): Uint8Array =>
  encodeProof({ block: id, body: { type: 'entry', key: hexToBytes(key), path: proveEntry(state, key) } })

/** Proves that the block holds the transaction at `index`. */
export function proveTransaction(
  { id }: Header,
  transactions: readonly Transaction[],
  index: number,
): Uint8Array {
  const { bytes } = known(transactions[index], `transaction ${index}`)
  const path = merklePath(idLeaves(transactions), index)
  return encodeProof({ block: id, body: { type: 'transaction', transaction: bytes, path } })
}

/** Proves that the transaction at `index` emitted the event at `event` of its receipt. */
export function proveEvent(
  { id }: Header,
  { transactions, receipts }: { transactions: readonly Transaction[]; receipts: readonly Receipt[] },
  index: number,
  event: number,
): Uint8Array {
  assert(transactions.length === receipts.length, 'there is a receipt for every transaction')
  const receiptLeaves = receipts.map(encodeReceipt)
  const toTransaction = merklePath(idLeaves(transactions), index)
  const toReceipt = merklePath(receiptLeaves, index)
  return encodeProof({
    block: id,
    body: {
      type: 'event',
      txId: known(transactions[index], `transaction ${index}`).id,
      receipt: known(receiptLeaves[index], `receipt ${index}`),
      index: event,
      turns: toReceipt.turns,
      txSiblings: toTransaction.siblings,
      receiptSiblings: toReceipt.siblings,
    },
  })
}

/** Proves that the `file` transaction at `index` recorded its file in the block. */
export function proveFile({ id }: Header, transactions: readonly Transaction[], index: number): Uint8Array {
  const tx = known(transactions[index], `transaction ${index}`)
  const record = known(encodeFileRecord(tx), `file record of ${tx.id}`)
  const place = fileLeaves(transactions.slice(0, index)).length
  const path = merklePath(fileLeaves(transactions), place)
  return encodeProof({ block: id, body: { type: 'file', record, path } })
}

const idLeaves = (transactions: readonly Transaction[]) => transactions.map(tx => hashToBytes(tx.id))
