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

/** Beside what its code replaces, a call changes the accounts of its sender and of the contract. */
const ACCOUNTS_BYTES = 1024

/** What the transactions of a block may come to. Who judges a block and who fills one count with the same, so that an honest one is valid. */
export interface BlockRoom {
  /** Whether a call fits in whatever it comes to. What else a transaction can be costs little to try. */
  holds(tx: Transaction): boolean
  /** Takes what the next transaction came to; where that is too much, the room is as it was. */
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
        return tooMuch('BLOCK_GAS', `take ${next[0]} gas, the network allows ${blockGas}`)
      }
      if (next[1] > MAX_BLOCK_RECEIPT_BYTES) {
        return tooMuch(
          'BLOCK_RECEIPTS',
          `have ${next[1]} bytes of receipts, at most ${MAX_BLOCK_RECEIPT_BYTES}`,
        )
      }
      if (next[2] > MAX_BLOCK_UNDO_BYTES) {
        return tooMuch('BLOCK_UNDO', `replace ${next[2]} bytes of the state, at most ${MAX_BLOCK_UNDO_BYTES}`)
      }
      ;[gas, receiptBytes, undoBytes] = next
      count++
      return ok(undefined)
    },
  }
}
