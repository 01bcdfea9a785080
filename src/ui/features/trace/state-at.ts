import type { ContractTraceResult, TraceChange } from '#api/trace-result.ts'
import { valueText } from '#lib/value-text.ts'
import { TRACE_VALUE_TEXT } from '../../limits.ts'

/** A field of the state or an entry of a map at one position of a trace; null if there is none. */
export interface StateRow {
  readonly name: string
  readonly before: string | null
  readonly now: string | null
  /** True also if the change is in a part of the value that is not shown. */
  readonly isChanged: boolean
  /** Whether the previous statement changed it. */
  readonly isNew: boolean
}

/** A position in a trace: one for each step, and one after the last step of a call that succeeded. */
export const placesOf = ({ steps, ok }: ContractTraceResult): number => steps.length + (ok ? 1 : 0)

/** The contract whose code runs at a position. */
export const contractAt = (trace: ContractTraceResult, place: number): string =>
  trace.steps[place]?.contract ?? trace.contract

/**
 * The state of the contract that runs at a position, as far as the trace has it: of contracts other than the
 * called one only the changes.
 */
export function stateAt(trace: ContractTraceResult, place: number): readonly StateRow[] {
  const contract = contractAt(trace, place)
  const rows = new Map<string, StateRow>()
  if (contract === trace.contract) {
    for (const [name, value] of Object.entries(trace.before)) {
      const text = valueText(value, TRACE_VALUE_TEXT)
      rows.set(name, { name, before: text, now: text, isChanged: false, isNew: false })
    }
  }
  const put = (changes: readonly TraceChange[], isNew: boolean) => {
    for (const { name, before, now } of changes) {
      rows.set(name, { name, before, now, isChanged: before !== now || now?.includes('…') === true, isNew })
    }
  }
  const { steps } = trace
  steps.forEach((step, at) => {
    if (at <= place && step.contract === contract) put(step.changes, at === place)
  })
  if (place >= steps.length) put(trace.ending, true)
  return [...rows.values()].filter(({ before, now }) => before !== null || now !== null)
}
