import { describe, expect, test } from 'vitest'
import type { UnixMs } from '#lib/clock.ts'
import { createChainBuilder, testNetwork } from '#testing/chain-builder.ts'
import { networkIdOf } from '../genesis/network-id.ts'
import type { Height } from '../ids.ts'
import { checkHeaderContext, isFromFuture, MEDIAN_TIME_SPAN, medianTime } from './check-header-context.ts'
import { assembleHeader } from './header-codec.ts'

const params = testNetwork()
const rules = { genesis: params, networkId: networkIdOf(params) }
const chain = createChainBuilder(params)
const [first, second] = chain.extend(chain.genesis, 2) as [typeof chain.genesis, typeof chain.genesis]
const times = (...list: number[]) => list as UnixMs[]

const check = (change: Partial<typeof second.header>, ancestorTimes: UnixMs[], of = rules) => {
  const header = assembleHeader({ ...second.header, ...change })
  const result = checkHeaderContext(header, first.header, ancestorTimes, of)
  return result.ok ? 'accepted' : result.error.code
}

const ancestors = times(first.header.timestamp, chain.genesis.header.timestamp)

test('a header on its parent passes', () => {
  expect(check({}, ancestors)).toBe('accepted')
})

test('of another network it does not', () => {
  expect(check({ networkId: networkIdOf(testNetwork({ name: 'Other' })) }, ancestors)).toBe(
    'HEADER_OTHER_NETWORK',
  )
})

test.each([0, 1, 3])('at height %i instead of 2 it does not', height => {
  expect(check({ height: height as Height }, ancestors)).toBe('HEADER_HEIGHT')
})

describe('the version of the rules', () => {
  const from = (height: number) => ({
    ...rules,
    genesis: { ...params, activations: [{ version: 2, height }] },
  })

  test.each([0, 2, 2 ** 40])('is not %i where none but the first is in force', version => {
    expect(check({ version }, ancestors)).toBe('HEADER_RULES_VERSION')
  })

  test('changes at the height that the network names, not before and not after', () => {
    expect(check({ version: 1 }, ancestors, from(3))).toBe('accepted')
    expect(check({ version: 2 }, ancestors, from(3))).toBe('HEADER_RULES_VERSION')
    expect(check({ version: 1 }, ancestors, from(2))).toBe('HEADER_RULES_VERSION')
    expect(check({ version: 2 }, ancestors, from(2))).toBe('accepted')
    expect(check({ version: 2 }, ancestors, from(1))).toBe('accepted')
  })
})

test('it is later than the median, by one millisecond at least', () => {
  const span = times(1, 2, 3, 4, 5, 1000, 7, 8, 9, 10, 11)
  expect(span.length).toBe(MEDIAN_TIME_SPAN)
  expect(medianTime(span)).toBe(7)
  expect(check({ timestamp: 8 as UnixMs }, span)).toBe('accepted')
  expect(check({ timestamp: 7 as UnixMs }, span)).toBe('HEADER_TIMESTAMP_OLD')
})

test('near genesis the median is of what there is', () => {
  expect(medianTime(times(5))).toBe(5)
  expect(medianTime(times(9, 5))).toBe(9)
  expect(medianTime(times(9, 5, 1))).toBe(5)
})

test('it may be ahead of the clock by exactly what the network allows', () => {
  const { timestamp } = second.header
  const { futureMs } = params.limits
  expect(isFromFuture(second.header, (timestamp - futureMs) as UnixMs, params.limits)).toBe(false)
  expect(isFromFuture(second.header, (timestamp - futureMs - 1) as UnixMs, params.limits)).toBe(true)
})

test('to check it against a block that is not its parent is a bug', () => {
  expect(() => checkHeaderContext(second.header, chain.genesis.header, ancestors, rules)).toThrow(
    'own parent',
  )
})
