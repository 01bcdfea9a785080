import { ok, type Result } from '#lib/result.ts'
import {
  MAX_BLOCK_RECEIPT_BYTES,
  MAX_BLOCK_UNDO_BYTES,
  MAX_RECEIPT_BYTES,
  MAX_REPLACED_BYTES,
} from '../limits.ts'
import { type RuleCode, type Violation, violation } from '../rules.ts'
import type { Transaction } from '../transaction/transaction.ts'
import type { AppliedTransaction } from './apply-transaction.ts'
import { mostGas } from './intrinsic-gas.ts'

/** A call changes the accounts of its sender and of the contract, beside what its code replaces. */
const ACCOUNTS_BYTES = 1024

/**
 * The bounds of a block's transactions. A node that checks a block and a node that fills one count the same
 * way, so that an honest block is valid.
 */
export interface BlockRoom {
  /** Whether a call fits whatever its outcome. Trying any other transaction costs little. */
  holds(tx: Transaction): boolean
  /** Counts the outcome of the next transaction; if it does not fit, the room stays as it was. */
  take(applied: AppliedTransaction): Result<void, Violation>
}

/** The room of an empty block. */
export function createBlockRoom(blockGas: bigint): BlockRoom {
  let count = 0
  let gas = 0n
  let receiptBytes = 0
  let undoBytes = 0

  return {
    holds(tx) {
      if (gas + mostGas(tx) > blockGas) return false
      if (!('gasLimit' in tx.payload)) return true
      return (
        receiptBytes + MAX_RECEIPT_BYTES <= MAX_BLOCK_RECEIPT_BYTES &&
        undoBytes + MAX_REPLACED_BYTES + ACCOUNTS_BYTES <= MAX_BLOCK_UNDO_BYTES
      )
    },

    take({ receipt, encodedReceipt, undoBytes: undone }) {
      const next = [gas + receipt.gas, receiptBytes + encodedReceipt.length, undoBytes + undone] as const
      const tooMuch = (code: RuleCode, what: string) =>
        violation(code, `its first ${count + 1} transactions ${what}`)
      if (next[0] > blockGas) {
        return tooMuch('BLOCK_GAS', `take ${next[0]} gas, but the network allows ${blockGas}`)
      }
      if (next[1] > MAX_BLOCK_RECEIPT_BYTES) {
        return tooMuch(
          'BLOCK_RECEIPTS',
          `have ${next[1]} bytes of receipts, but at most ${MAX_BLOCK_RECEIPT_BYTES} are allowed`,
        )
      }
      if (next[2] > MAX_BLOCK_UNDO_BYTES) {
        return tooMuch(
          'BLOCK_UNDO',
          `replace ${next[2]} bytes of the state, but at most ${MAX_BLOCK_UNDO_BYTES} are allowed`,
        )
      }
      ;[gas, receiptBytes, undoBytes] = next
      count++
      return ok(undefined)
    },
  }
}
