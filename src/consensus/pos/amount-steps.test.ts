import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Amount } from '#chain/amount.ts'
import {
  type AmountSteps,
  amountIn,
  currentSteps,
  latestOf,
  nextCounted,
  withLatest,
} from './amount-steps.ts'

const steps = (...pairs: [from: number, amount: bigint][]): AmountSteps =>
  pairs.map(([from, amount]) => ({ from, amount: amount as Amount }))
const change = (before: AmountSteps, epoch: number, amount: bigint) =>
  withLatest(before, { now: epoch, final: epoch }, amount as Amount)

describe('an amount by epoch', () => {
  const some = steps([2, 5n], [4, 0n], [5, 9n])

  test('is that of the last step by then, and nothing before the first', () => {
    expect([0, 1, 2, 3, 4, 5, 99].map(epoch => amountIn(some, epoch))).toEqual([0n, 0n, 5n, 5n, 0n, 9n, 9n])
    expect(latestOf(some)).toBe(9n)
    expect([latestOf([]), amountIn([], 3)]).toEqual([0n, 0n])
  })

  test('rises above 0 again with the next step above 0', () => {
    expect([1, 2, 4, 5].map(epoch => nextCounted(some, epoch))).toEqual([2, 5, 5, undefined])
    expect(nextCounted(steps([3, 0n]), 1)).toBeUndefined()
  })
})

describe('a change', () => {
  test('counts two epochs later, and not before', () => {
    const changed = change(steps([0, 5n]), 7, 8n)
    expect(changed).toEqual(steps([0, 5n], [9, 8n]))
    expect([7, 8, 9].map(epoch => amountIn(changed, epoch))).toEqual([5n, 5n, 8n])
  })

  test('of the same epoch replaces the one before', () => {
    expect(change(change([], 7, 8n), 7, 3n)).toEqual(steps([9, 3n]))
  })

  test('of every epoch keeps what still counts and no more', () => {
    let changing: AmountSteps = []
    for (let epoch = 0; epoch < 10; epoch++) changing = change(changing, epoch, BigInt(epoch + 1))
    expect(changing).toEqual(steps([9, 8n], [10, 9n], [11, 10n]))
  })

  test('to nothing leaves nothing behind once it counts', () => {
    const leaving = change(steps([0, 5n]), 1, 0n)
    expect(currentSteps(leaving, 2)).toEqual(steps([0, 5n], [3, 0n]))
    expect(currentSteps(leaving, 3)).toEqual([])
    expect(currentSteps(steps([3, 0n], [5, 1n]), 4)).toEqual(steps([5, 1n]))
  })
})

test('whatever the changes, every epoch has the promised amount, in three steps at most', () => {
  const changes = fc.array(fc.record({ gap: fc.nat({ max: 3 }), amount: fc.bigInt({ min: 0n, max: 9n }) }))
  fc.assert(
    fc.property(changes, list => {
      const promised = new Map<number, bigint>()
      let [current, epoch, latest] = [steps(), 0, 0n]
      for (const { gap, amount } of list) {
        for (let i = 0; i < gap; i++) promised.set(++epoch + 2, promised.get(epoch + 1) ?? latest)
        current = change(current, epoch, amount)
        promised.set(epoch + 2, amount)
        latest = amount

        expect(current.length).toBeLessThanOrEqual(3)
        for (const later of [epoch, epoch + 1, epoch + 2]) {
          const expected = promised.get(later) ?? 0n
          expect(amountIn(current, later)).toBe(expected)
          expect(amountIn(currentSteps(current, epoch), later)).toBe(expected)
        }
      }
    }),
  )
})
