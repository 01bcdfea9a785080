import { expect, test } from 'vitest'
import { createChainBuilder, testNetwork } from '#testing/chain-builder.ts'
import { decodeHeader } from '../block/header-codec.ts'
import { FIRST_RULES, firstUnknownHeight, KNOWN_RULES, rulesVersionAt } from './rules-version.ts'

const next = KNOWN_RULES + 1
const activating = (...activations: { version: number; height: number }[]) => testNetwork({ activations })

test('without activations all blocks follow the first rules', () => {
  for (const height of [0, 1, 2 ** 40]) expect(rulesVersionAt(activating(), height)).toBe(FIRST_RULES)
  expect(firstUnknownHeight(activating())).toBeUndefined()
})

test.each([
  [0, 1],
  [9, 1],
  [10, 2],
  [19, 2],
  [20, 5],
  [2 ** 40, 5],
])('with activations at 10 and 20, block %i follows version %i', (height, version) => {
  const params = activating({ version: 2, height: 10 }, { version: 5, height: 20 })
  expect(rulesVersionAt(params, height)).toBe(version)
})

test('from the first activation on that is not known, blocks are beyond judging', () => {
  expect(firstUnknownHeight(activating({ version: next, height: 7 }))).toBe(7)
  expect(firstUnknownHeight(activating({ version: next, height: 7 }, { version: next + 1, height: 9 }))).toBe(
    7,
  )
})

test('headers carry it, and one of rules that are not known is not read', () => {
  const chain = createChainBuilder(activating({ version: next, height: 2 }))
  const [known, unknown] = chain.extend(chain.genesis, 2)
  expect([chain.genesis, known, unknown].map(block => block?.header.version)).toEqual([1, 1, next])
  expect(decodeHeader(known?.header.bytes ?? new Uint8Array()).ok).toBe(true)
  expect(decodeHeader(unknown?.header.bytes ?? new Uint8Array())).toMatchObject({
    error: { code: 'HEADER_RULES_UNKNOWN' },
  })
})
