import { takes } from '../call.ts'
import { optional } from '../readers/field.ts'
import { count, text, truth } from '../readers/values.ts'
import type { ConfigResult, DoctorResult, EventResult, StatusResult } from '../results.ts'

/** The node itself. */
export const NODE_CALLS = {
  /** Shows the state of this node. */
  status: takes({}).gives<StatusResult>(),
  /** Lists what happened, the newest first. */
  events: takes({ limit: optional(count) }).gives<EventResult[]>(),
  /** Shows what is set for this profile, or changes it. Without a key it is all of it. */
  config: takes({ key: optional(text), value: optional(text) }).gives<
    Partial<ConfigResult>,
    'REQUEST_BAD' | 'CONFIG_UNKNOWN'
  >(),
  /** Checks what works in this browser and network, and says why not. */
  doctor: takes({}).gives<DoctorResult>(),
  /**
   * Deletes the chain that this tab holds, which the network gives again, and reloads. With `keys` the wallet
   * goes too. With `over` it goes over to a chain of peers that would undo what is final here: own payments
   * that only this chain has are offered again, and what was signed is remembered.
   */
  reset: takes({ keys: optional(truth), over: optional(truth) }).gives<
    { reset: true },
    'OTHER_CHAIN_MISSING'
  >(),
  /**
   * Lists the lines that were typed in the terminal, the oldest first; secrets are not among them. `clear`
   * forgets them before `add` puts one more at the end.
   */
  terminalLines: takes({ add: optional(text), clear: optional(truth) }).gives<string[]>(),
}
