import { ed25519 } from '@noble/curves/ed25519.js'
import { describe, expect, test } from 'vitest'
import { createSignatureVerifier } from '#chain/signature.ts'
import { vectors } from '#chain/vectors/ed25519-speccheck.json'
import { hexToBytes } from '#lib/bytes.ts'
import { utf8FromText } from '#lib/utf8.ts'
import { createNativeVerify } from './native-verify.ts'

const native = createNativeVerify(crypto.subtle)
const verify = createSignatureVerifier(native)

const message = utf8FromText('pay 12.5 to a friend')
const secretKey = new Uint8Array(32).fill(7)
const publicKey = ed25519.getPublicKey(secretKey)
const signature = ed25519.sign(message, secretKey)

test('this browser has an Ed25519 of its own', async () => {
  expect(await native(publicKey, message, signature)).toBe(true)
  expect(await native(publicKey, utf8FromText('pay 99'), signature)).toBe(false)
})

describe('through this browser’s Ed25519', () => {
  test.each(vectors.map((vector, i) => [i, vector] as const))(
    'speccheck %i gets ZIP-215’s verdict',
    async (_i, vector) => {
      const [key, text, signed] = [vector.pub_key, vector.message, vector.signature].map(hexToBytes) as [
        Uint8Array,
        Uint8Array,
        Uint8Array,
      ]
      expect(await verify(key, text, signed)).toBe(vector.zip215)
      expect(ed25519.verify(signed, text, key, { zip215: true })).toBe(vector.zip215)
    },
  )

  test('damaged signatures, keys and messages are refused', async () => {
    const damaged = (bytes: Uint8Array, i: number) => bytes.map((byte, at) => (at === i ? byte ^ 1 : byte))
    expect(await verify(publicKey, message, signature)).toBe(true)
    for (const i of [0, 31, 32, 63])
      expect(await verify(publicKey, message, damaged(signature, i))).toBe(false)
    expect(await verify(publicKey, damaged(message, 0), signature)).toBe(false)
    expect(await verify(damaged(publicKey, 0), message, signature)).toBe(false)
  })

  test('works with more keys than are remembered', async () => {
    const keys = Array.from({ length: 40 }, (_, i) => new Uint8Array(32).fill(i + 1))
    const few = createSignatureVerifier(createNativeVerify(crypto.subtle, 8))
    for (let round = 0; round < 2; round++) {
      const verdicts = await Promise.all(
        keys.map(key => few(ed25519.getPublicKey(key), message, ed25519.sign(message, key))),
      )
      expect(verdicts).toEqual(keys.map(() => true))
    }
  })
})

test('without WebCrypto, as on plain http, noble decides', async () => {
  const alone = createSignatureVerifier(createNativeVerify(undefined))
  expect(await alone(publicKey, message, signature)).toBe(true)
  for (const vector of vectors) {
    const verdict = await alone(
      hexToBytes(vector.pub_key),
      hexToBytes(vector.message),
      hexToBytes(vector.signature),
    )
    expect(verdict).toBe(vector.zip215)
  }
})
