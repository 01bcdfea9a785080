import { expect, test } from 'vitest'
import type { SignatureVerifier } from '../chain/signature.ts'
import { VERIFIED_SIGNATURES } from './limits.ts'
import { rememberVerified } from './remember-verified.ts'

const key = new Uint8Array(32)
const signature = new Uint8Array(64)
const message = (n: number) => new Uint8Array([n >> 16, n >> 8, n])

function counted(verdict: boolean) {
  let calls = 0
  const verify: SignatureVerifier = async () => {
    calls++
    return verdict
  }
  return { verify: rememberVerified(verify), calls: () => calls }
}

test('a good signature is checked once, and any other byte is checked anew', async () => {
  const { verify, calls } = counted(true)
  expect(await verify(key, message(1), signature)).toBe(true)
  expect(await verify(key, message(1), signature)).toBe(true)
  expect(calls()).toBe(1)
  await verify(key, message(2), signature)
  await verify(new Uint8Array(32).fill(1), message(1), signature)
  await verify(key, message(1), new Uint8Array(64).fill(1))
  expect(calls()).toBe(4)
})

test('a bad signature is never remembered', async () => {
  const { verify, calls } = counted(false)
  expect(await verify(key, message(1), signature)).toBe(false)
  expect(await verify(key, message(1), signature)).toBe(false)
  expect(calls()).toBe(2)
})

test('the oldest is forgotten beyond the bound', async () => {
  const { verify, calls } = counted(true)
  for (let n = 0; n <= VERIFIED_SIGNATURES; n++) await verify(key, message(n), signature)
  const before = calls()
  await verify(key, message(VERIFIED_SIGNATURES), signature)
  expect(calls()).toBe(before)
  await verify(key, message(0), signature)
  expect(calls()).toBe(before + 1)
})
