import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerWith, packSigned, unpackSigned } from './verify-messages.ts'

const field = fc.uint8Array({ maxLength: 100 })
const items = fc.array(fc.record({ publicKey: field, message: field, signature: field }), { maxLength: 20 })

test('packed items are unpacked, whatever their lengths', () => {
  fc.assert(
    fc.property(items, list => {
      expect(unpackSigned(packSigned(list))).toEqual(list)
    }),
  )
})

test('a packed batch has a buffer of its own', () => {
  const larger = new Uint8Array(1_000)
  const packed = packSigned([
    {
      publicKey: larger.subarray(0, 32),
      message: larger.subarray(40, 50),
      signature: larger.subarray(0, 64),
    },
  ])
  expect(packed.buffer.byteLength).toBe(12 + 32 + 64 + 10)
})

test('an answer has the id of its request and its verdicts in order', async () => {
  const answer = answerWith(async batch => batch.map(({ message }) => message.length > 1))
  const item = (messageBytes: number) => ({
    publicKey: new Uint8Array(32),
    message: new Uint8Array(messageBytes),
    signature: new Uint8Array(64),
  })
  const packed = packSigned([item(1), item(2), item(0), item(200)])
  expect(await answer({ id: 7, packed })).toEqual({ id: 7, verdicts: [false, true, false, true] })
})
