import { hashToBytes } from '../hash.ts'
import type { MerkleRoot, TxId } from '../ids.ts'
import { merkleRoot } from '../merkle.ts'
import type { Transaction } from '../transaction/transaction.ts'
import type { Receipt } from './block.ts'
import { encodeFileRecord } from './file-record.ts'
import { encodeReceipt } from './receipt-codec.ts'

/**
 * A header's `txRoot`: over the transactions' ids in order, so that a list of ids can be checked without a
 * body.
 */
export const transactionsRoot = (ids: readonly TxId[]): MerkleRoot => merkleRoot(ids.map(hashToBytes))

/** A header's `receiptRoot`: over the encoded receipts, in the order of the transactions. */
export const receiptsRoot = (receipts: readonly Receipt[]): MerkleRoot =>
  merkleRoot(receipts.map(encodeReceipt))

/** A header's `fileRoot`: over the records of the block's `file` transactions, in order. */
export const filesRoot = (transactions: readonly Transaction[]): MerkleRoot =>
  merkleRoot(fileLeaves(transactions))

/** The leaves of {@link filesRoot}. */
export const fileLeaves = (transactions: readonly Transaction[]): Uint8Array[] =>
  transactions.flatMap(tx => encodeFileRecord(tx) ?? [])
