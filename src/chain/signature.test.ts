import { webcrypto } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { ed25519 } from '@noble/curves/ed25519.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesToHex, hexToBytes, utf8ToBytes } from '../lib/bytes.ts'
import { createSignatureVerifier, type SignatureVerifier } from './signature.ts'

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

/** Small-order and mixed-order points with the verdict of ZIP-215: all valid, though strict verifiers differ on them. */
const ODD_BUT_VALID = [
  // speccheck 0: A and R of small order, S = 0
  {
    message: '8c93255d71dcab10e8f379c26200f3c7bd5f09d9bc3068d3ef4edeb4853022b6',
    pub_key: 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
    signature:
      'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a0000000000000000000000000000000000000000000000000000000000000000',
  },
  // speccheck 4: the equation holds only with the cofactor
  {
    message: 'e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec4011eaccd55b53f56c',
    pub_key: 'cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d',
    signature:
      '160a1cb0dc9c0258cd0a7d23e94d8fa878bcb1925f2c64246b2dee1796bed5125ec6bc982a269b723e0668e540911a9a6a58921d6925e434ab10aa7940551a09',
  },
]

const message = utf8ToBytes('pay 12.5 to a friend')
const secretKey = new Uint8Array(32).fill(7)
const publicKey = ed25519.getPublicKey(secretKey)
const signature = ed25519.sign(message, secretKey)

/** S + L: the same signature modulo the group order, and a second encoding if it were accepted. */
function malleated(): Uint8Array {
  const order = 2n ** 252n + 27742317777372353535851937790883648493n
  const s = BigInt(`0x${bytesToHex(signature.slice(32).reverse())}`) + order
  const bytes = hexToBytes(s.toString(16).padStart(64, '0')).reverse()
  return Uint8Array.from([...signature.slice(0, 32), ...bytes])
}

describe.each(Object.entries(VERIFIERS))('%s', (_name, verify) => {
  test('a signature is accepted, and with any byte changed it is not', async () => {
    expect(await verify(publicKey, message, signature)).toBe(true)
    for (const i of [0, 31, 32, 63]) {
      const changed = Uint8Array.from(signature)
      changed[i] = (changed[i] as number) ^ 1
      expect(await verify(publicKey, message, changed)).toBe(false)
    }
    expect(await verify(publicKey, utf8ToBytes('pay 99'), signature)).toBe(false)
  })

  test('S above the group order is refused', async () => {
    expect(await verify(publicKey, message, malleated())).toBe(false)
  })

  test('wrong lengths are refused', async () => {
    expect(await verify(publicKey.slice(1), message, signature)).toBe(false)
    expect(await verify(publicKey, message, signature.slice(1))).toBe(false)
    expect(await verify(new Uint8Array(), message, new Uint8Array())).toBe(false)
  })

  test('what is valid only by ZIP-215 is accepted', async () => {
    for (const vector of ODD_BUT_VALID) {
      const verdict = await verify(
        hexToBytes(vector.pub_key),
        hexToBytes(vector.message),
        hexToBytes(vector.signature),
      )
      expect(verdict).toBe(true)
    }
  })
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

const vectorsFile = new URL('../../../shared/vectors/ed25519-speccheck.json', import.meta.url)

test.runIf(existsSync(vectorsFile))(
  'the speccheck vectors get noble’s verdict through the fast path',
  async () => {
    const vectors: { message: string; pub_key: string; signature: string }[] = JSON.parse(
      readFileSync(vectorsFile, 'utf8'),
    )
    expect(vectors.length).toBe(12)
    for (const vector of vectors) {
      const input = [vector.pub_key, vector.message, vector.signature].map(hexToBytes) as [
        Uint8Array,
        Uint8Array,
        Uint8Array,
      ]
      const noble = ed25519.verify(input[2], input[1], input[0], { zip215: true })
      for (const verify of Object.values(VERIFIERS)) expect(await verify(...input)).toBe(noble)
    }
  },
)
