import { expect, test } from 'vitest'
import type { BatchVerifier, SignedMessage } from '#chain/signature.ts'
import { VERIFIED_SIGNATURES } from './limits.ts'
import { rememberVerified } from './remember-verified.ts'

/** Item `n`, which is invalid if `n` is negative. */
const item = (n: number): SignedMessage => ({
  publicKey: new Uint8Array(32),
  message: Uint8Array.of(n < 0 ? 0 : 1, n >> 16, n >> 8, n),
  signature: new Uint8Array(64),
})

/** A remembering verifier, and the sizes of the batches that it passed on. */
function counted() {
  const asked: number[] = []
  const verify: BatchVerifier = async items => {
    asked.push(items.length)
    return items.map(({ message }) => message[0] === 1)
  }
  return { verify: rememberVerified(verify), asked }
}

test('a valid signature is checked once, and again if any byte differs', async () => {
  const { verify, asked } = counted()
  const first = item(1)
  expect(await verify([first])).toEqual([true])
  expect(await verify([item(1)])).toEqual([true])
  expect(asked).toEqual([1, 0])
  await verify([
    item(2),
    { ...first, publicKey: new Uint8Array(32).fill(1) },
    { ...first, signature: new Uint8Array(64).fill(1) },
  ])
  expect(asked).toEqual([1, 0, 3])
})

test('only unknown items of a batch are checked, and the verdicts are in order', async () => {
  const { verify, asked } = counted()
  await verify([item(1), item(3), item(5)])
  expect(await verify([item(-1), item(1), item(2), item(3), item(-2), item(5)])).toEqual([
    false,
    true,
    true,
    true,
    false,
    true,
  ])
  expect(asked).toEqual([3, 3])
  await verify([item(1), item(2), item(3)])
  expect(asked).toEqual([3, 3, 0])
})

test('a bad signature is never remembered', async () => {
  const { verify, asked } = counted()
  expect(await verify([item(-1)])).toEqual([false])
  expect(await verify([item(-1)])).toEqual([false])
  expect(asked).toEqual([1, 1])
})

test('a batch may be empty, or have an item twice', async () => {
  const { verify } = counted()
  expect(await verify([item(1), item(-1), item(1), item(-1)])).toEqual([true, false, true, false])
  expect(await verify([])).toEqual([])
})

test('the oldest is forgotten beyond the bound', async () => {
  const { verify, asked } = counted()
  await verify(Array.from({ length: VERIFIED_SIGNATURES + 1 }, (_, n) => item(n)))
  await verify([item(VERIFIED_SIGNATURES), item(1)])
  expect(asked.at(-1)).toBe(0)
  await verify([item(0)])
  expect(asked.at(-1)).toBe(1)
})
