import { utf8ToBytes } from '../../lib/bytes.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { MAX_EVENTS, MAX_WRITTEN_BYTES } from '../limits.ts'
import type { StateChange } from '../state/state-draft.ts'

/** What the encoding adds to a key and its value, or to a text, rounded up. */
const FRAME_BYTES = 12
/** A changed account: 33 bytes of key, at most 20 of value. */
const PAYMENT_BYTES = 64
/** An event's contract in bech32m, and its frame. */
const EVENT_BYTES = 80

/**
 * What the calls of one transaction may still leave in its receipt. It only ever shrinks: what is undone was written too. Gas bounds the work;
 * this bounds what every node keeps. A refusal takes nothing back that was allowed before.
 */
export interface CallBudget {
  spendChanges(changes: readonly StateChange[]): Result<void, string>
  /** Of one account to another. */
  spendPayment(): Result<void, string>
  spendEvent(name: string, data: readonly string[]): Result<void, string>
}

/** The budget of a transaction. */
export function createCallBudget(): CallBudget {
  let events = 0
  let written = 0

  const spend = (bytes: number): Result<void, string> => {
    written += bytes
    if (written <= MAX_WRITTEN_BYTES) return ok(undefined)
    return err(`more than ${MAX_WRITTEN_BYTES} bytes written in one transaction; do it in several`)
  }

  return {
    spendChanges: changes =>
      spend(
        changes.reduce((sum, [key, value]) => sum + FRAME_BYTES + key.length / 2 + (value?.length ?? 0), 0),
      ),

    spendPayment: () => spend(PAYMENT_BYTES),

    spendEvent(name, data) {
      events++
      if (events > MAX_EVENTS) return err(`more than ${MAX_EVENTS} events in one transaction`)
      return spend(
        [name, ...data].reduce((sum, text) => sum + FRAME_BYTES + utf8ToBytes(text).length, EVENT_BYTES),
      )
    },
  }
}
