import type { ContractTraceResult } from '#api/trace-result.ts'
import { countText } from '../../format/quantity-text.ts'

/** The position in a trace: `Step 12 of 80, line 14`. */
export function placeWords({ steps, total }: ContractTraceResult, place: number): string {
  const step = steps[place]
  if (!step) return `After all ${countText(total)} steps`
  const last = steps[place - 1]
  const missing = last ? step.index - last.index - 1 : 0
  const gap = missing > 0 ? ` (${countText(missing)} steps before it are not kept)` : ''
  return `Step ${countText(step.index + 1)} of ${countText(total)}, line ${step.line}${gap}`
}

/** A note on the whole trace; undefined if nothing is unusual. */
export function traceNote({ steps, stopped, total, onState }: ContractTraceResult): string | undefined {
  const notes = [
    steps.length === 0 && 'No statement ran.',
    stopped === 'STEPS' &&
      `The call was still running after ${countText(total)} steps; later steps are not shown.`,
    stopped === 'GAS' && 'The gas ended about at the last step that is shown.',
    onState === 'tip' && 'It ran on the present state.',
  ]
  const told = notes.filter(note => note)
  return told.length === 0 ? undefined : told.join(' ')
}
