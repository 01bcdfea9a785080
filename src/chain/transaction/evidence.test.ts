import { describe, expect, test } from 'vitest'
import { createChainBuilder, testNetwork } from '#testing/chain-builder.ts'
import type { CborValue } from '../codec.ts'
import { MAX_HEADER_BYTES } from '../limits.ts'
import { evidence } from './evidence.ts'

const codeOf = (value: CborValue) => {
  const decoded = evidence.decode(value)
  return decoded.ok ? 'accepted' : decoded.error.code
}
const bytes = (length: number, fill = 0) => new Uint8Array(length).fill(fill)

test('each header is at most as long as headers are', () => {
  expect(codeOf([bytes(MAX_HEADER_BYTES), bytes(MAX_HEADER_BYTES, 1)])).toBe('accepted')
  expect(codeOf([bytes(MAX_HEADER_BYTES + 1), bytes(MAX_HEADER_BYTES, 1)])).toBe('TX_SCHEMA')
  expect(codeOf([bytes(MAX_HEADER_BYTES), bytes(MAX_HEADER_BYTES + 1, 1)])).toBe('TX_SCHEMA')
})

describe('the order', () => {
  test.each([
    ['ascending', bytes(2, 1), bytes(2, 2), 'accepted'],
    ['descending', bytes(2, 2), bytes(2, 1), 'TX_SCHEMA'],
    ['the same twice', bytes(2, 1), bytes(2, 1), 'TX_SCHEMA'],
    ['a beginning of the other first', bytes(2, 1), bytes(3, 1), 'accepted'],
    ['a beginning of the other last', bytes(3, 1), bytes(2, 1), 'TX_SCHEMA'],
    ['nothing and something', bytes(0), bytes(1), 'accepted'],
  ])('%s', (_name, first, second, code) => {
    expect(codeOf([first, second])).toBe(code)
  })
})

test.each([
  ['a number', 1n],
  ['text', 'header'],
  ['a list', [1n]],
  ['nothing', null],
])('a header is bytes, not %s', (_name, value) => {
  expect(codeOf([value, bytes(3, 9)])).toBe('TX_SCHEMA')
  expect(codeOf([bytes(3), value])).toBe('TX_SCHEMA')
})

test('tells who it is about where the headers decode, and nothing where they do not', () => {
  const chain = createChainBuilder(testNetwork())
  const [first, second] = [1, 2].map(
    n => chain.build(chain.genesis, [], { timestamp: chain.genesis.header.timestamp + n }).header,
  )
  if (first === undefined || second === undefined) throw new Error('there are two')
  expect(evidence.summary({ kind: 'evidence', first: first.bytes, second: second.bytes })).toEqual({
    to: first.producer,
    amount: 0n,
    text: '',
    detail: { first: first.id, second: second.id },
  })
  expect(evidence.summary({ kind: 'evidence', first: bytes(1), second: second.bytes })).toEqual({
    amount: 0n,
    text: '',
    detail: {},
  })
})
