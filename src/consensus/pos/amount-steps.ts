import { type Amount, ZERO } from '#chain/amount.ts'
import type { CborValue } from '#chain/codec.ts'
import { amount, list, safeInteger, tuple } from '#chain/schema.ts'
import { COUNT_DELAY, MAX_AMOUNT_STEPS } from './limits.ts'

/** From epoch `from` on it is `amount`, until the next step. */
interface Step {
  readonly from: number
  readonly amount: Amount
}

/**
 * An amount by epoch: its steps in ascending order, 0 before the first. So a change counts from a later epoch on without anybody having to do
 * something when that epoch begins.
 */
export type AmountSteps = readonly Step[]

/** Epochs: the block's own, and that of the final block, by whose stakes is counted what becomes final. */
export interface Era {
  readonly now: number
  readonly final: number
}

/** Steps on the wire: [[from, amount], …]. */
export const amountSteps = list(tuple({ from: safeInteger, amount }), MAX_AMOUNT_STEPS)

export const stepsToCbor = (steps: AmountSteps): CborValue => steps.map(({ from, amount }) => [from, amount])

/** What it is in this epoch, which is not before the final block's. */
export const amountIn = (steps: AmountSteps, epoch: number): Amount =>
  steps.findLast(({ from }) => from <= epoch)?.amount ?? ZERO

/** What it is from its latest change on. */
export const latestOf = (steps: AmountSteps): Amount => steps.at(-1)?.amount ?? ZERO

/** The steps after a change in this epoch, which counts from {@link COUNT_DELAY} epochs later on. */
export function withLatest(steps: AmountSteps, { now, final }: Era, latest: Amount): AmountSteps {
  const from = now + COUNT_DELAY
  const before = steps.filter(step => step.from < from)
  return currentSteps([...before, { from, amount: latest }], final)
}

/** Is there room for a change in this epoch? */
export const hasRoom = (steps: AmountSteps, era: Era): boolean =>
  withLatest(steps, era, ZERO).length <= MAX_AMOUNT_STEPS &&
  currentSteps(steps, era.final).length < MAX_AMOUNT_STEPS

/** The steps without what is over by this epoch: an amount that was and an amount of 0 leave nothing behind. */
export function currentSteps(steps: AmountSteps, epoch: number): AmountSteps {
  const now = steps.findLastIndex(({ from }) => from <= epoch)
  const current = steps.slice(Math.max(now, 0))
  return now >= 0 && current[0]?.amount === ZERO ? current.slice(1) : current
}

/** The first epoch after this one in which it is more than 0 by a change that was made already; undefined if there is none. */
export const nextCounted = (steps: AmountSteps, epoch: number): number | undefined =>
  steps.find(({ from, amount }) => from > epoch && amount > 0n)?.from
