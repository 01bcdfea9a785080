import { expect, test } from 'vitest'
import type { Header } from '#chain/block/header.ts'
import { createChainBuilder, testAccount, testNetwork } from '#testing/chain-builder.ts'
import type { Engine, RecordedHeader } from './engine.ts'
import { isPreferred } from './fork-choice.ts'

const chain = createChainBuilder(testNetwork())
const [first, second] = [1, 2].map(
  n => chain.build(chain.genesis, [], { producer: testAccount(n).address }).header,
) as [Header, Header]

const weighing = (header: Header, totalWeight: bigint): RecordedHeader => ({
  header,
  totalWeight,
  engine: undefined,
})
const prefers = (engine: Engine, candidate: bigint, current: bigint) =>
  isPreferred(engine, weighing(first, candidate), weighing(second, current))

test('strictly more weight wins', () => {
  expect(prefers(chain.engine, 11n, 10n)).toBe(true)
  expect(prefers(chain.engine, 9n, 10n)).toBe(false)
  expect(prefers(chain.engine, 2n ** 256n + 1n, 2n ** 256n)).toBe(true)
})

test('of equal weight the first seen stays where the engine has no tie-break', () => {
  expect(prefers(chain.engine, 10n, 10n)).toBe(false)
})

test('of equal weight the lower tie-break wins where there is one, and never over more weight', () => {
  const breaking = (candidate: bigint, current: bigint): Engine => ({
    ...chain.engine,
    tieBreak: ({ id }) => (id === first.id ? candidate : current),
  })
  expect(prefers(breaking(1n, 2n), 10n, 10n)).toBe(true)
  expect(prefers(breaking(2n, 1n), 10n, 10n)).toBe(false)
  expect(prefers(breaking(2n, 2n), 10n, 10n)).toBe(false)
  expect(prefers(breaking(1n, 2n), 9n, 10n)).toBe(false)
  expect(prefers(breaking(2n, 1n), 11n, 10n)).toBe(true)
})
