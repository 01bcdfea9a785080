import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encode } from '#chain/codec.ts'
import { MAX_TRANSACTION_BYTES } from '#chain/limits.ts'
import { MAX_TRANSACTION_MESSAGE_BYTES } from '#network/limits.ts'
import { packTransaction, unpackTransaction } from './transaction-message.ts'

test('a packed transaction is unpacked, and another round is another message', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), fc.nat(), (bytes, round) => {
      expect(unpackTransaction(packTransaction(round, bytes))).toEqual({ ok: true, value: bytes })
      expect(packTransaction(round + 1, bytes)).not.toEqual(packTransaction(round, bytes))
    }),
  )
})

test('the largest transaction fits into gossip in the latest round', () => {
  const largest = packTransaction(Number.MAX_SAFE_INTEGER, new Uint8Array(MAX_TRANSACTION_BYTES))
  expect(largest.length).toBeLessThanOrEqual(MAX_TRANSACTION_MESSAGE_BYTES)
})

test.each([
  ['no bytes', new Uint8Array()],
  ['a bare transaction', Uint8Array.of(0x40)],
  ['a negative round', encode([-1, new Uint8Array(3)])],
  ['a field too many', encode([1, new Uint8Array(3), 0])],
  ['text for bytes', encode([1, 'abc'])],
])('%s is refused', (_, message) => {
  expect(unpackTransaction(message).ok).toBe(false)
})
