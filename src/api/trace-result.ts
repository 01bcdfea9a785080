import type { ContractValue } from './contract-results.ts'

/** A function that waits for the one above it; `contract` is whose code it is. */
export interface TraceFrame {
  /** Empty where the function has none. */
  name: string
  line: number
  contract: string
}

/**
 * A field of `this.state`, or an entry of a map as `votes["tab1…"]`; values as short text, null where there
 * is none.
 */
export interface TraceChange {
  name: string
  /** When the call began. */
  before: string | null
  now: string | null
}

/** A statement, just before it runs. */
export interface TraceStep {
  /** Of all steps, from 0; those between the first and the last ones are missing. */
  index: number
  contract: string
  /** Of the contract's source, from 1. */
  line: number
  /** The innermost first. */
  stack: TraceFrame[]
  /** Names that can be read here, the innermost first, with their values as short text. */
  locals: { name: string; value: string }[]
  /** What of the contract's state became another since its last step that is listed. */
  changes: TraceChange[]
}

/** What a call did, statement by statement. */
export interface ContractTraceResult {
  ok: boolean
  /** What it returned. */
  value?: ContractValue
  /** `line` is 0 where there is none. */
  error?: { code: string; message: string; line: number }
  contract: string
  source: string
  /** `init` of a deployment. */
  method: string
  /** The state that it ran on: the one that it met in its block, or the tip's. */
  onState: 'before' | 'tip'
  /**
   * Fields of the contract's `this.state`, and as they were when the call ended or failed, before a failure
   * undoes everything.
   */
  before: Record<string, ContractValue>
  after: Record<string, ContractValue>
  steps: TraceStep[]
  /** What of the contract's state became another after the last step. */
  ending: TraceChange[]
  /** Steps that are not listed, after the first ones. */
  skipped: number
  total: number
  /** Why the steps end before the call did: there were too many, or its gas ended about there. */
  stopped?: 'STEPS' | 'GAS'
  /** Other contracts that ran. */
  others: { contract: string; source: string }[]
}
