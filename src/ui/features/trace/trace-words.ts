import { plural, t } from '@lingui/core/macro'
import type { ContractTraceResult, TraceStep } from '#api/trace-result.ts'
import { countText } from '../../format/quantity-text.ts'

/** The position in a trace: `Step 12 of 80, line 14`. */
export function placeWords({ steps, total }: ContractTraceResult, place: number): string {
  const step = steps[place]
  if (!step) return plural(total, { one: 'After the only step', other: 'After all # steps' })
  const last = steps[place - 1]
  const missing = last ? step.index - last.index - 1 : 0
  const at = placeText(step, total)
  if (missing <= 0) return at
  return plural(missing, {
    one: `${at} (# step before it is not kept)`,
    other: `${at} (# steps before it are not kept)`,
  })
}

function placeText({ index, line }: TraceStep, total: number): string {
  const [step, all] = [countText(index + 1), countText(total)]
  return t`Step ${step} of ${all}, line ${line}`
}

/** A note on the whole trace; undefined if nothing is unusual. */
export function traceNote({ steps, stopped, total, onState }: ContractTraceResult): string | undefined {
  const notes = [
    steps.length === 0 && t`No statement ran.`,
    stopped === 'STEPS' &&
      plural(total, {
        one: 'The call was still running after # step; later steps are not shown.',
        other: 'The call was still running after # steps; later steps are not shown.',
      }),
    stopped === 'GAS' && t`The gas was used up at about the last step that is shown.`,
    onState === 'tip' && t`It ran on the present state.`,
  ]
  const told = notes.filter(note => note)
  return told.length === 0 ? undefined : told.join(' ')
}
