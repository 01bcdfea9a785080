import { ed25519 } from '@noble/curves/ed25519.js'
import { expect, test } from 'vitest'
import { bytesToHex, hexToBytes } from '#lib/bytes.ts'
import { utf8FromText } from '#lib/utf8.ts'
import { testAccount } from '#testing/chain-builder.ts'
import { type Address, addressFromBytes, formatAddress } from './address.ts'
import { BURN_ADDRESS, canAnyoneSign, parseRecipient, parseSafeAddress } from './recipient.ts'
import { createSignatureVerifier } from './signature.ts'

const { Point } = ed25519
const P = Point.CURVE().p

/** The encoding with this y and sign of x, canonical or not. */
function encoding(y: bigint, sign: 0 | 1): Address {
  const number = y | (BigInt(sign) << 255n)
  const bytes = hexToBytes(number.toString(16).padStart(64, '0')).toReversed()
  return addressFromBytes(bytes)
}

const decoded = (address: Address) => {
  try {
    return Point.fromBytes(address, true)
  } catch {
    return undefined
  }
}

/** The points whose order divides 8, found by multiplying other points by the order of the group. */
function smallOrderPoints(): Map<string, bigint> {
  const found = new Map<string, bigint>()
  for (let y = 0n; found.size < 8; y++) {
    for (const sign of [0, 1] as const) {
      const torsion = decoded(encoding(y, sign))?.multiplyUnsafe(Point.Fn.ORDER - 1n)
      const point = torsion?.add(decoded(encoding(y, sign)) as typeof torsion)
      if (point) found.set(bytesToHex(point.toBytes()), point.toAffine().y)
    }
  }
  return found
}

/** Every encoding of such a point that ZIP-215 accepts. */
function smallOrderEncodings(): Address[] {
  const ys = [...new Set(smallOrderPoints().values())]
  return ys
    .flatMap(y => [y, y + P].filter(number => number < 2n ** 255n))
    .flatMap(y => [encoding(y, 0), encoding(y, 1)])
    .filter(address => decoded(address)?.isSmallOrder())
}

test('the list has every encoding of a point of small order, and nothing else', () => {
  const all = smallOrderEncodings()
  expect(all).toHaveLength(14)
  expect(all.filter(address => !canAnyoneSign(address))).toEqual([])
  expect(canAnyoneSign(BURN_ADDRESS)).toBe(false)
  for (let n = 0; n < 50; n++) {
    expect(canAnyoneSign(testAccount(n).address)).toBe(false)
    expect(canAnyoneSign(encoding(BigInt(n) + 2n, n % 2 ? 1 : 0))).toBe(false)
  }
  // The numbers that are not below the modulus; only 0 and 1 of them have small order.
  const odd = Array.from({ length: 19 }, (_, n) => encoding(P + BigInt(n), 0))
  expect(odd.map(canAnyoneSign)).toEqual(odd.map((_, n) => n < 2))
})

test('anybody signs for each of them, and nobody for the burn address', async () => {
  const verify = createSignatureVerifier()
  const message = utf8FromText('all that is there, to me')
  /** R of small order and S = 0: one of eight such R is valid, whatever the message. */
  const forged = smallOrderEncodings().map(R => new Uint8Array([...R, ...new Uint8Array(32)]))
  const holds = async (address: Address) =>
    (await Promise.all(forged.map(signature => verify(address, message, signature)))).some(Boolean)
  for (const address of smallOrderEncodings()) expect(await holds(address)).toBe(true)
  expect(decoded(BURN_ADDRESS)).toBeUndefined()
  expect(await holds(BURN_ADDRESS)).toBe(false)
  expect(await verify(BURN_ADDRESS, message, ed25519.sign(message, testAccount(1).secretKey))).toBe(false)
})

test('a recipient is an address that somebody owns, or the word burn', () => {
  const { address, text } = testAccount(1)
  expect(parseRecipient(text)).toEqual({ ok: true, value: address })
  expect(parseRecipient(' Burn ')).toEqual({ ok: true, value: BURN_ADDRESS })
  expect(parseRecipient(formatAddress(BURN_ADDRESS))).toEqual({ ok: true, value: BURN_ADDRESS })
  expect(parseSafeAddress('burn')).toMatchObject({ error: { code: 'ADDRESS_BAD' } })
  for (const each of smallOrderEncodings()) {
    expect(parseRecipient(formatAddress(each))).toMatchObject({ error: { code: 'ADDRESS_INSECURE' } })
  }
  expect(parseRecipient(formatAddress(encoding(0n, 0)))).toMatchObject({
    error: { message: expect.stringMatching(/^address: it is the zero address/) },
  })
})
