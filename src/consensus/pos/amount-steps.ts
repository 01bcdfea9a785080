import { type Amount, ZERO } from '#chain/amount.ts'
import type { CborValue } from '#chain/codec.ts'
import { amount, list, safeInteger, tuple } from '#chain/schema.ts'
import { COUNT_DELAY, MAX_AMOUNT_STEPS } from './limits.ts'

/** The amount from epoch `from` on, until the next step. */
interface Step {
  readonly from: number
  readonly amount: Amount
}

/**
 * An amount by epoch: its steps in ascending order, and 0 before the first. So a change counts from a later
 * epoch on without any action when that epoch begins.
 */
export type AmountSteps = readonly Step[]

/** The block's own epoch, and that of the final block, whose stakes decide on finality. */
export interface Era {
  readonly now: number
  readonly final: number
}

/** Steps on the wire: [[from, amount], …]. */
export const amountSteps = list(tuple({ from: safeInteger, amount }), MAX_AMOUNT_STEPS)

export const stepsToCbor = (steps: AmountSteps): CborValue => steps.map(({ from, amount }) => [from, amount])

/** The amount in this epoch, which is not before the final block's. */
export const amountIn = (steps: AmountSteps, epoch: number): Amount =>
  steps.findLast(({ from }) => from <= epoch)?.amount ?? ZERO

/** The amount from its latest change on. */
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

/** The steps without those that are over by this epoch. An amount of 0 leaves no step behind. */
export function currentSteps(steps: AmountSteps, epoch: number): AmountSteps {
  const now = steps.findLastIndex(({ from }) => from <= epoch)
  const current = steps.slice(Math.max(now, 0))
  return now >= 0 && current[0]?.amount === ZERO ? current.slice(1) : current
}

/**
 * The first later epoch in which the amount is above 0 by a change already made; undefined if there is none.
 */
export const nextCounted = (steps: AmountSteps, epoch: number): number | undefined =>
  steps.find(({ from, amount }) => from > epoch && amount > 0n)?.from
