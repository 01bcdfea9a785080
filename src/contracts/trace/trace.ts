import type { Value } from '../value.ts'

export interface TraceFrame {
  /** The function's; the called method's of a contract that waits for this one. */
  readonly name: string
  readonly line: number
  /** In bech32m. */
  readonly contract: string
}

/** A name and its value as short text. */
export interface TraceLocal {
  readonly name: string
  readonly value: string
}

/** A field of `this.state`, or an entry of a map as `votes["tab1…"]`; values as short text, null where there is none. */
export interface TraceChange {
  readonly name: string
  /** When the call began. */
  readonly before: string | null
  readonly now: string | null
}

/** A statement, just before it runs. */
export interface TraceStep {
  /** From 0; those that were not kept are missing. */
  readonly index: number
  /** Whose code it is, in bech32m. */
  readonly contract: string
  readonly line: number
  /** The innermost first. */
  readonly stack: readonly TraceFrame[]
  readonly locals: readonly TraceLocal[]
  /** What of this contract's state became another since its last kept step. */
  readonly changes: readonly TraceChange[]
}

/** A contract that took part. */
export interface TracedContract {
  readonly contract: string
  readonly source: string
  /** Fields of `this.state` that were used, as they were when the call ended or failed; `undefined` for one that is not there. */
  readonly fields: ReadonlyMap<string, Value | undefined>
}

/** Why a trace ends before the call does. */
export type TraceStop = 'STEPS' | 'GAS'
