import type { ContractValue } from './contract-results.ts'

/** A function on the stack; `contract` is the address of its code. */
export interface TraceFrame {
  /** Empty if the function has no name. */
  name: string
  line: number
  contract: string
}

/**
 * A field of `this.state`, or an entry of a map such as `votes["tab1…"]`; values are short text, or null if
 * there is none.
 */
export interface TraceChange {
  name: string
  /** When the call began. */
  before: string | null
  now: string | null
}

/** A statement, just before it runs. */
export interface TraceStep {
  /** Its number among all steps, from 0; steps between the first and the last ones are left out. */
  index: number
  contract: string
  /** Line of the contract's source, from 1. */
  line: number
  /** The innermost first. */
  stack: TraceFrame[]
  /** Variables in scope, innermost first, with their values as short text. */
  locals: { name: string; value: string }[]
  /** Changes of the contract's state since its previous listed step. */
  changes: TraceChange[]
}

/** The trace of a call, statement by statement. */
export interface ContractTraceResult {
  ok: boolean
  /** What it returned. */
  value?: ContractValue
  /** `line` is 0 if it is unknown. */
  error?: { code: string; message: string; line: number }
  contract: string
  source: string
  /** `init` for a deployment. */
  method: string
  /** The state that it ran on: that before it in its block, or the tip's. */
  onState: 'before' | 'tip'
  /**
   * Fields of the contract's `this.state` before the call, and when it ended or failed (before a failure
   * undoes them).
   */
  before: Record<string, ContractValue>
  after: Record<string, ContractValue>
  steps: TraceStep[]
  /** Changes of the contract's state after the last step. */
  ending: TraceChange[]
  /** The number of steps left out after the first ones. */
  skipped: number
  total: number
  /** Why the steps end before the call: there were too many, or the gas ran out. */
  stopped?: 'STEPS' | 'GAS'
  /** Addresses of other contracts that ran. */
  others: { contract: string; source: string }[]
}
