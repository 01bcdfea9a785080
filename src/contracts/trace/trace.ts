import type { Value } from '../value.ts'

export interface TraceFrame {
  /** The function's name; of a contract that waits for this one, the called method's. */
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

/**
 * A field of `this.state`, or an entry of a map such as `votes["tab1…"]`; values are short text, null where
 * there is none.
 */
export interface TraceChange {
  readonly name: string
  /** The value when the call began. */
  readonly before: string | null
  readonly now: string | null
}

/** A statement, just before it runs. */
export interface TraceStep {
  /** From 0; steps that were not kept are missing. */
  readonly index: number
  /** The contract whose code it is, in bech32m. */
  readonly contract: string
  readonly line: number
  /** The innermost first. */
  readonly stack: readonly TraceFrame[]
  readonly locals: readonly TraceLocal[]
  /** The changes in this contract's state since its last kept step. */
  readonly changes: readonly TraceChange[]
}

/** A contract that took part. */
export interface TracedContract {
  readonly contract: string
  readonly source: string
  /** Used fields of `this.state` when the call ended or failed; `undefined` for an absent one. */
  readonly fields: ReadonlyMap<string, Value | undefined>
}

/** Why a trace ends before the call does. */
export type TraceStop = 'STEPS' | 'GAS'
