import { takes } from '../call.ts'
import { optional } from '../readers/field.ts'
import { count, text, truth } from '../readers/values.ts'
import type { ConfigResult, DoctorResult, EventResult, StatusResult } from '../results.ts'

/** The node itself. */
export const NODE_CALLS = {
  /** Shows the state of this node. */
  status: takes({}).gives<StatusResult>(),
  /** Lists the latest events, newest first. */
  events: takes({ limit: optional(count) }).gives<EventResult[]>(),
  /** Shows or changes the settings of this profile. Without a key it shows all. */
  config: takes({ key: optional(text), value: optional(text) }).gives<
    Partial<ConfigResult>,
    'REQUEST_BAD' | 'CONFIG_UNKNOWN'
  >(),
  /** Checks what works in this browser and network, and explains what does not. */
  doctor: takes({}).gives<DoctorResult>(),
  /**
   * Deletes this tab's copy of the chain and reloads; peers send it again. With `keys` it deletes the wallet
   * too. With `over` the tab switches to a chain of its peers that undoes blocks which are final here: it
   * sends own payments that only the old chain has again, and remembers what it signed.
   */
  reset: takes({ keys: optional(truth), over: optional(truth) }).gives<
    { reset: true },
    'OTHER_CHAIN_MISSING'
  >(),
  /**
   * Lists the lines typed in the terminal, oldest first, without secrets. `clear` deletes them before `add`
   * appends one.
   */
  terminalLines: takes({ add: optional(text), clear: optional(truth) }).gives<string[]>(),
}
