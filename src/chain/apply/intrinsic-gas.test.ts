import { expect, test } from 'vitest'
import { testAccount, testNetwork } from '#testing/chain-builder.ts'
import { transactionOf } from '#testing/transaction-of.ts'
import { encode } from '../codec.ts'
import { GENESIS_BOUNDS, MAX_HEADER_BYTES } from '../limits.ts'
import type { Payload } from '../transaction/transaction.ts'
import { intrinsicGas } from './intrinsic-gas.ts'

const bytes = (length: number) => new Uint8Array(length)

test('a signature costs 100 000, a byte 100', () => {
  const to = testAccount(2).address
  expect(intrinsicGas({ bytes: bytes(0), payload: { kind: 'unstake', amount: 1n as never } })).toBe(100_000n)
  expect(
    intrinsicGas({ bytes: bytes(467), payload: { kind: 'authority', action: 'add', address: to } }),
  ).toBe(146_700n)
})

test('evidence has three signatures to check', () => {
  const payload: Payload = { kind: 'evidence', first: bytes(1), second: bytes(2) }
  expect(intrinsicGas({ bytes: bytes(10), payload })).toBe(301_000n)
})

test('the dearest transaction without code fits in the smallest block of gas', () => {
  const first = encode(bytes(MAX_HEADER_BYTES - 3))
  const second = encode(bytes(MAX_HEADER_BYTES - 3).fill(1))
  const evidence = transactionOf(
    testNetwork(),
    testAccount(1),
    { kind: 'evidence', first, second },
    { nonce: 0 },
  )
  expect(intrinsicGas(evidence)).toBeLessThanOrEqual(GENESIS_BOUNDS.blockGas[0])
})
