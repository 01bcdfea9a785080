import { encode } from '../codec.ts'
import { hashToBytes } from '../hash.ts'
import type { MerkleRoot, TxId } from '../ids.ts'
import { EMPTY_MERKLE_ROOT, merkleRoot } from '../merkle.ts'
import type { Receipt } from './block.ts'

const STATUS = { applied: 0, failed: 1 } as const satisfies Record<Receipt['status'], number>

/** A header's `txRoot`: over the transactions' ids in order, so that a list of ids can be checked before any body is there. */
export const transactionsRoot = (ids: readonly TxId[]): MerkleRoot => merkleRoot(ids.map(hashToBytes))

/** A header's `receiptRoot`: over the encoded receipts, in the order of the transactions. */
export const receiptsRoot = (receipts: readonly Receipt[]): MerkleRoot =>
  merkleRoot(receipts.map(encodeReceipt))

/** A receipt on the wire: [status, fee, gas, code]. */
export const encodeReceipt = (receipt: Receipt): Uint8Array =>
  encode([STATUS[receipt.status], receipt.fee, receipt.gas, receipt.code])

/** A header's `fileRoot` while no kind of transaction records a file. */
export const NO_FILES_ROOT: MerkleRoot = EMPTY_MERKLE_ROOT
