import { webcrypto } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { ed25519 } from '@noble/curves/ed25519.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesFromBigint, bytesToHex, hexToBytes } from '#lib/bytes.ts'
import { utf8FromText } from '#lib/utf8.ts'
import { batchOf, createSignatureVerifier, type SignatureVerifier, singleOf } from './signature.ts'
import { vectors } from './vectors/ed25519-speccheck.json'

const native: SignatureVerifier = async (publicKey, message, signature) => {
  const key = await webcrypto.subtle.importKey('raw', Uint8Array.from(publicKey), 'Ed25519', false, [
    'verify',
  ])
  return webcrypto.subtle.verify('Ed25519', key, Uint8Array.from(signature), Uint8Array.from(message))
}

const VERIFIERS = {
  'without a native function': createSignatureVerifier(),
  'with the engine’s own': createSignatureVerifier(native),
  'with one that throws': createSignatureVerifier(() => Promise.reject(new Error('no Ed25519 here'))),
  'with one that refuses all': createSignatureVerifier(() => Promise.resolve(false)),
}

const message = utf8FromText('pay 12.5 to a friend')
const secretKey = new Uint8Array(32).fill(7)
const publicKey = ed25519.getPublicKey(secretKey)
const signature = ed25519.sign(message, secretKey)

/** S + L: the same signature modulo the group order, which would be a second encoding if it were accepted. */
function malleated(): Uint8Array {
  const order = 2n ** 252n + 27742317777372353535851937790883648493n
  const s = BigInt(`0x${bytesToHex(signature.slice(32).reverse())}`) + order
  return Uint8Array.from([...signature.slice(0, 32), ...littleEndian(s)])
}

describe.each(Object.entries(VERIFIERS))('%s', (_name, verify) => {
  test('a signature is accepted, and with any byte changed it is not', async () => {
    expect(await verify(publicKey, message, signature)).toBe(true)
    for (const i of [0, 31, 32, 63]) {
      const changed = Uint8Array.from(signature)
      changed[i] = (changed[i] as number) ^ 1
      expect(await verify(publicKey, message, changed)).toBe(false)
    }
    expect(await verify(publicKey, utf8FromText('pay 99'), signature)).toBe(false)
  })

  test('S above the group order is refused', async () => {
    expect(await verify(publicKey, message, malleated())).toBe(false)
  })

  test('wrong lengths are refused', async () => {
    expect(await verify(publicKey.slice(1), message, signature)).toBe(false)
    expect(await verify(publicKey, message, signature.slice(1))).toBe(false)
    expect(await verify(new Uint8Array(), message, new Uint8Array())).toBe(false)
  })

  test.each(vectors.map((vector, i) => [i, vector] as const))(
    'speccheck %i gets ZIP-215’s verdict',
    async (_i, vector) => {
      const verdict = await verify(
        hexToBytes(vector.pub_key),
        hexToBytes(vector.message),
        hexToBytes(vector.signature),
      )
      expect(verdict).toBe(vector.zip215)
    },
  )
})

test('a native yes is not asked for when an encoding is odd', async () => {
  const asked: string[] = []
  const gullible = createSignatureVerifier((key, _message, sig) => {
    asked.push(bytesToHex(key) + bytesToHex(sig))
    return Promise.resolve(true)
  })
  const p = hexToBytes(`ed${'ff'.repeat(30)}7f`)
  const minusOneWithSign = hexToBytes(`ec${'ff'.repeat(30)}ff`)
  const oneWithSign = hexToBytes(`01${'00'.repeat(30)}80`)
  for (const odd of [p, minusOneWithSign, oneWithSign]) {
    await gullible(odd, message, signature)
    await gullible(publicKey, message, Uint8Array.from([...odd, ...signature.slice(32)]))
  }
  await gullible(publicKey, message, malleated())
  expect(asked).toEqual([])
})

test('the fast path gives the slow path’s verdict on random signatures, whole and damaged', async () => {
  const fast = createSignatureVerifier(native)
  const slow = createSignatureVerifier()
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 64 }),
      fc.nat({ max: 511 }),
      fc.boolean(),
      async (text, bit, damage) => {
        const signed = ed25519.sign(text, secretKey)
        if (damage) signed[bit >> 3] = (signed[bit >> 3] as number) ^ (1 << (bit & 7))
        expect(await fast(publicKey, text, signed)).toBe(await slow(publicKey, text, signed))
      },
    ),
    { numRuns: 50 },
  )
})

describe('which encodings the native function is asked about', () => {
  const P = 2n ** 255n - 19n
  const L = 2n ** 252n + 27742317777372353535851937790883648493n
  const SIGN = 2n ** 255n

  /** By the definitions, in big integers. */
  const isCanonicalPoint = (point: bigint) => {
    const y = point % SIGN
    return y < P && !(point >= SIGN && (y === 1n || y === P - 1n))
  }
  const near = (...middles: bigint[]) =>
    fc
      .tuple(fc.constantFrom(...middles), fc.bigInt({ min: -300n, max: 300n }))
      .map(([middle, by]) => BigInt.asUintN(256, middle + by))
  const any256 = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n })
  const point = fc.oneof(near(0n, P, SIGN, SIGN + P), any256)

  test('canonical ones, and no others', async () => {
    let asked = 0
    const verify = createSignatureVerifier(() => Promise.resolve(++asked > 0))
    await fc.assert(
      fc.asyncProperty(point, point, fc.oneof(near(0n, L, 2n * L), any256), async (a, r, s) => {
        asked = 0
        await verify(littleEndian(a), message, Uint8Array.from([...littleEndian(r), ...littleEndian(s)]))
        expect(asked).toBe(isCanonicalPoint(a) && isCanonicalPoint(r) && s < L ? 1 : 0)
      }),
      { numRuns: 2_000 },
    )
  })
})

test('a batch has the verdict on each, in order, and one is a batch of one', async () => {
  const good = { publicKey, message, signature }
  const bad = { ...good, message: utf8FromText('pay 99') }
  const short = { ...good, signature: signature.subarray(1) }
  const batch = batchOf(createSignatureVerifier())
  expect(await batch([bad, good, short, good])).toEqual([false, true, false, true])
  expect(await batch([])).toEqual([])

  const single = singleOf(batch)
  expect(await single(publicKey, message, signature)).toBe(true)
  expect(await single(publicKey, bad.message, signature)).toBe(false)
})

const published = new URL('../../../shared/vectors/ed25519-speccheck.json', import.meta.url)

test.runIf(existsSync(published))('the frozen vectors are those published', () => {
  const cases = vectors.map(({ zip215: _, ...published }) => published)
  expect(cases).toEqual(JSON.parse(readFileSync(published, 'utf8')))
})

test('the frozen verdicts are noble’s', () => {
  expect(vectors.length).toBe(12)
  for (const { pub_key, message, signature, zip215 } of vectors) {
    const [key, text, signed] = [hexToBytes(pub_key), hexToBytes(message), hexToBytes(signature)]
    expect(ed25519.verify(signed, text, key, { zip215: true })).toBe(zip215)
  }
})

function littleEndian(value: bigint): Uint8Array {
  return bytesFromBigint(value, 32).reverse()
}
