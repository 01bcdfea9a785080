import { utf8Length } from '#lib/bytes.ts'
import { err, ok, type Result } from '#lib/result.ts'
import { MAX_EVENTS, MAX_REPLACED_BYTES, MAX_WRITTEN_BYTES } from '../limits.ts'
import type { ChangeBytes } from './change-bytes.ts'

/** Bytes that the encoding adds to a text, rounded up. */
const FRAME_BYTES = 12
/** A changed account: 33 bytes of key, at most 19 of value. */
const PAYMENT_BYTES = 64
/** An event's contract in bech32m, with its frame. */
const EVENT_BYTES = 80

/**
 * What the calls of one transaction may still add to its receipt and to the block's undo journal. It only
 * shrinks, because undone changes were written too. Gas bounds the work; the budget bounds what every node
 * keeps. A refused request takes nothing from it.
 */
export interface CallBudget {
  spendChanges(bytes: ChangeBytes): Result<void, string>
  /** Spends the bytes of a payment from one account to another. */
  spendPayment(): Result<void, string>
  spendEvent(name: string, data: readonly string[]): Result<void, string>
}

/** The budget of a transaction. */
export function createCallBudget(): CallBudget {
  let events = 0
  let written = 0
  let replaced = 0

  const spend = (bytes: ChangeBytes): Result<void, string> => {
    written += bytes.written
    replaced += bytes.replaced
    if (written > MAX_WRITTEN_BYTES) {
      return err(`one transaction can write at most ${MAX_WRITTEN_BYTES} bytes; use several transactions`)
    }
    if (replaced > MAX_REPLACED_BYTES) {
      return err(
        `one transaction can overwrite or remove at most ${MAX_REPLACED_BYTES} bytes; use several transactions`,
      )
    }
    return ok(undefined)
  }

  return {
    spendChanges: spend,

    spendPayment: () => spend({ written: PAYMENT_BYTES, replaced: PAYMENT_BYTES }),

    spendEvent(name, data) {
      events++
      if (events > MAX_EVENTS)
        return err(`one transaction can emit at most ${MAX_EVENTS} events; use several transactions`)
      const texts = [name, ...data]
      const bytes = texts.reduce((sum, text) => sum + FRAME_BYTES + utf8Length(text), EVENT_BYTES)
      return spend({ written: bytes, replaced: 0 })
    },
  }
}
