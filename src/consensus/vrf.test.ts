import { existsSync, readFileSync } from 'node:fs'
import type { EdwardsPoint } from '@noble/curves/abstract/edwards.js'
import { ed25519 } from '@noble/curves/ed25519.js'
import { bytesToNumberLE, numberToBytesLE } from '@noble/curves/utils.js'
import { sha512 } from '@noble/hashes/sha2.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesToHex, concatBytes, hexToBytes } from '#lib/bytes.ts'
import { output, PROOF_BYTES, proofToHash, prove, verify } from './vrf.ts'

const { Point } = ed25519
const { Fn } = Point
const P = Point.Fp.ORDER

/** RFC 9381, appendix B.3, examples 16 to 18. */
const VECTORS = [
  {
    secretKey: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    publicKey: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    alpha: '',
    x: '307c83864f2833cb427a2ef1c00a013cfdff2768d980c0a3a520f006904de94f',
    h: '91bbed02a99461df1ad4c6564a5f5d829d0b90cfc7903e7a5797bd658abf3318',
    k: '8a49edbd1492a8ee09766befe50a7d563051bf3406cbffc20a88def030730f0f',
    pi: '8657106690b5526245a92b003bb079ccd1a92130477671f6fc01ad16f26f723f26f8a57ccaed74ee1b190bed1f479d9727d2d0f9b005a6e456a35d4fb0daab1268a1b0db10836d9826a528ca76567805',
    beta: '90cf1df3b703cce59e2a35b925d411164068269d7b2d29f3301c03dd757876ff66b71dda49d2de59d03450451af026798e8f81cd2e333de5cdf4f3e140fdd8ae',
  },
  {
    secretKey: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    publicKey: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    alpha: '72',
    x: '68bd9ed75882d52815a97585caf4790a7f6c6b3b7f821c5e259a24b02e502e51',
    h: '5b659fc3d4e9263fd9a4ed1d022d75eaacc20df5e09f9ea937502396598dc551',
    k: 'd8c3a66921444cb3427d5d989f9b315aa8ca3375e9ec4d52207711a1fdb44107',
    pi: 'f3141cd382dc42909d19ec5110469e4feae18300e94f304590abdced48aed5933bf0864a62558b3ed7f2fea45c92a465301b3bbf5e3e54ddf2d935be3b67926da3ef39226bbc355bdc9850112c8f4b02',
    beta: 'eb4440665d3891d668e7e0fcaf587f1b4bd7fbfe99d0eb2211ccec90496310eb5e33821bc613efb94db5e5b54c70a848a0bef4553a41befc57663b56373a5031',
  },
  {
    secretKey: 'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
    publicKey: 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    alpha: 'af82',
    x: '909a8b755ed902849023a55b15c23d11ba4d7f4ec5c2f51b1325a181991ea95c',
    h: 'bf4339376f5542811de615e3313d2b36f6f53c0acfebb482159711201192576a',
    k: '5ffdbc72135d936014e8ab708585fda379405542b07e3bd2c0bd48437fbac60a',
    pi: '9bc0f79119cc5604bf02d23b4caede71393cedfbb191434dd016d30177ccbf8096bb474e53895c362d8628ee9f9ea3c0e52c7a5c691b6c18c9979866568add7a2d41b00b05081ed0f58ee5e31b3a970e',
    beta: '645427e5d00c62a23fb703732fa5d892940935942101e456ecca7bb217c61c452118fec1219202a0edcf038bb6373241578be7217ba85a2687f7a0310b2df19f',
  },
].map(vector => mapValues(vector, hexToBytes))

/** A proof by a draft before the RFC, for the first of these examples. */
const DRAFT_PI = hexToBytes(
  '8657106690b5526245a92b003bb079ccd1a92130477671f6fc01ad16f26f723f5e8bd1839b414219e8626d393787a192241fc442e6569e96c462f62b8079b9ed83ff2ee21c90c7c398802fdeebea4001',
)

const [example, other] = VECTORS as [(typeof VECTORS)[number], (typeof VECTORS)[number]]

describe.each(VECTORS)(
  'RFC 9381, example %# of three',
  ({ secretKey, publicKey, alpha, x, h, k, pi, beta }) => {
    test('proof and output', () => {
      expect(prove(secretKey, alpha)).toEqual(pi)
      expect(verify(publicKey, alpha, pi)).toEqual(beta)
      expect(proofToHash(pi)).toEqual(beta)
      expect(output(secretKey, alpha)).toEqual(beta)
    })

    test('the published secret scalar, point and nonce are those in the proof', () => {
      const proof = readProof(prove(secretKey, alpha))
      const secret = Fn.create(bytesToNumberLE(x))
      expect(Point.fromBytes(h).multiply(secret).toBytes()).toEqual(proof.gamma)
      expect(Fn.create(proof.s - proof.c * secret)).toBe(bytesToNumberLE(k))
    })

    test('a proof with the challenge of the older drafts is refused', () => {
      const nonce = bytesToNumberLE(k)
      expect(craft({ publicKey, alpha, x: bytesToNumberLE(x), nonce })).toEqual(pi)
      const drafted = craft({ publicKey, alpha, x: bytesToNumberLE(x), nonce, draft: true })
      expect(proofToHash(drafted)).toEqual(beta)
      expect(verify(publicKey, alpha, drafted)).toBeUndefined()
    })
  },
)

test('the published proof of an older draft is refused, though it has the same output', () => {
  const { publicKey, alpha, x, k, beta } = example
  const nonce = bytesToNumberLE(k)
  expect(craft({ publicKey, alpha, x: bytesToNumberLE(x), nonce, draft: true })).toEqual(DRAFT_PI)
  expect(proofToHash(DRAFT_PI)).toEqual(beta)
  expect(verify(publicKey, alpha, DRAFT_PI)).toBeUndefined()
})

describe('refused', () => {
  const { publicKey, alpha, pi } = example

  test('another alpha, another key, another proof', () => {
    expect(verify(publicKey, Uint8Array.of(0), pi)).toBeUndefined()
    expect(verify(other.publicKey, alpha, pi)).toBeUndefined()
    expect(verify(publicKey, alpha, other.pi)).toBeUndefined()
  })

  test.each([0, 1, 31, 32, 64, 79, 81, 112, 160])('a proof of %i bytes', length => {
    const wrong = resize(pi, length)
    expect(verify(publicKey, alpha, wrong)).toBeUndefined()
    expect(proofToHash(wrong)).toBeUndefined()
  })

  test.each([0, 1, 31, 33, 64])('a key of %i bytes', length => {
    expect(verify(resize(publicKey, length), alpha, pi)).toBeUndefined()
  })

  test('every single bit that is flipped, in the proof and in the key', () => {
    for (let bit = 0; bit < pi.length * 8; bit++) {
      expect(verify(publicKey, alpha, flip(pi, bit)), `bit ${bit} of pi`).toBeUndefined()
    }
    for (let bit = 0; bit < publicKey.length * 8; bit++) {
      expect(verify(flip(publicKey, bit), alpha, pi), `bit ${bit} of the key`).toBeUndefined()
    }
  })

  test('s plus a multiple of the order, which would be a second proof', () => {
    const { s } = readProof(pi)
    let seen = 0
    for (let wider = s + Fn.ORDER; wider < 2n ** 256n; wider += Fn.ORDER) {
      const wrong = concatBytes(pi.subarray(0, 48), numberToBytesLE(wider, 32))
      expect(verify(publicKey, alpha, wrong)).toBeUndefined()
      expect(proofToHash(wrong)).toBeUndefined()
      seen++
    }
    expect(seen).toBe(15)
    const highest = concatBytes(pi.subarray(0, 48), numberToBytesLE(Fn.ORDER - 1n, 32))
    expect(proofToHash(highest)).toEqual(example.beta)
  })

  test('encodings that are not canonical, as key and as Gamma', () => {
    const rest = pi.subarray(32)
    let onCurve = 0
    for (let y = 0n; y < 19n; y++) {
      for (const sign of [0, 0x80]) {
        const second = encode(P + y, sign)
        expect(proofToHash(concatBytes(second, rest)), `Gamma p + ${y}`).toBeUndefined()
        expect(verify(publicKey, alpha, concatBytes(second, rest))).toBeUndefined()
        expect(verify(second, alpha, pi)).toBeUndefined()
        if (proofToHash(concatBytes(encode(y, sign), rest))) onCurve++
      }
    }
    // the same points in their canonical form are accepted, so it was the form that was rejected
    expect(onCurve).toBeGreaterThan(10)

    // x = 0 has no sign
    for (const y of [1n, P - 1n]) {
      expect(proofToHash(concatBytes(encode(y, 0), rest))).toBeDefined()
      expect(proofToHash(concatBytes(encode(y, 0x80), rest))).toBeUndefined()
      expect(verify(encode(y, 0x80), alpha, pi)).toBeUndefined()
    }
  })

  test('keys of small order, though the equations hold for anybody', () => {
    const weak = smallOrderPoints()
    expect(new Set(weak.map(point => point.toHex())).size).toBe(8)
    for (const torsion of weak) {
      const forged = craft({ publicKey: torsion.toBytes(), alpha, x: 0n, nonce: 1n, multipleOf: 8n })
      expect(proofToHash(forged)).toBeDefined()
      expect(verify(torsion.toBytes(), alpha, forged)).toBeUndefined()
    }
  })
})

describe('components of small order', () => {
  const { publicKey, alpha, beta } = example
  const x = bytesToNumberLE(example.x)

  test('in Gamma: they change no output', () => {
    for (const torsion of smallOrderPoints()) {
      const proof = craft({ publicKey, alpha, x, nonce: 1n, multipleOf: 8n, torsion })
      expect(verify(publicKey, alpha, proof)).toEqual(beta)
    }
  })

  test('in the key: it is another key, with one output of its own', () => {
    for (const torsion of smallOrderPoints()) {
      const mixed = Point.fromBytes(publicKey).add(torsion).toBytes()
      const proofs = [1n, 1000n].map(nonce => craft({ publicKey: mixed, alpha, x, nonce, multipleOf: 8n }))
      const [first, second] = proofs.map(proof => verify(mixed, alpha, proof))
      expect(first).toBeDefined()
      expect(second).toEqual(first)
      if (!torsion.is0()) expect(first).not.toEqual(beta)
    }
  })
})

describe('fuzz', () => {
  const seed = fc.uint8Array({ minLength: 32, maxLength: 32 })
  const bytes = fc.uint8Array({ maxLength: 200 })

  test('what is proven verifies, always the same', () => {
    fc.assert(
      fc.property(seed, bytes, (secretKey, alpha) => {
        const pi = prove(secretKey, alpha)
        const beta = output(secretKey, alpha)
        expect(pi).toHaveLength(PROOF_BYTES)
        expect(beta).toHaveLength(64)
        expect(verify(ed25519.getPublicKey(secretKey), alpha, pi)).toEqual(beta)
        expect(proofToHash(pi)).toEqual(beta)
        expect(prove(secretKey, alpha)).toEqual(pi)
      }),
      { numRuns: 50 },
    )
  })

  test('nothing makes it throw, and no forgery verifies', () => {
    const key = fc.oneof(fc.constant(example.publicKey), seed, bytes)
    const gamma = fc.oneof(
      seed,
      fc.constantFrom(...smallOrderPoints().map(point => point.toBytes()), example.pi.subarray(0, 32)),
    )
    const c = fc.oneof(fc.constant(new Uint8Array(16)), fc.uint8Array({ minLength: 16, maxLength: 16 }))
    const s = fc.oneof(fc.constantFrom(0n, 1n, Fn.ORDER - 1n), fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }))
    const shaped = fc
      .tuple(gamma, c, s)
      .map(([point, challenge, scalar]) => concatBytes(point, challenge, numberToBytesLE(scalar, 32)))
    fc.assert(
      fc.property(key, bytes, fc.oneof(shaped, bytes), (publicKey, alpha, pi) => {
        expect(verify(publicKey, alpha, pi)).toBeUndefined()
        const beta = proofToHash(pi)
        if (beta) expect(beta).toHaveLength(64)
      }),
      { numRuns: 300 },
    )
  })
})

test('a secret key of another length is a bug', () => {
  for (const length of [0, 31, 33, 64]) {
    expect(() => prove(new Uint8Array(length), example.alpha)).toThrow(/seed of 32 bytes/)
    expect(() => output(new Uint8Array(length), example.alpha)).toThrow(/seed of 32 bytes/)
  }
})

const vectorsFile = new URL('../../../shared/vectors/rfc9381-tai.json', import.meta.url)

interface VectorFile {
  valid: Record<'secretKey' | 'publicKey' | 'alpha' | 'pi' | 'beta', string>[]
  mustReject: Record<'publicKey' | 'alpha' | 'pi', string>[]
}

test.runIf(existsSync(vectorsFile))('all published vectors', () => {
  const { valid, mustReject }: VectorFile = JSON.parse(readFileSync(vectorsFile, 'utf8'))
  expect(valid.length).toBe(3)
  expect(mustReject.length).toBe(1)
  for (const vector of valid) {
    const { secretKey, publicKey, alpha, pi } = mapValues(vector, hexToBytes)
    expect(bytesToHex(ed25519.getPublicKey(secretKey))).toBe(vector.publicKey)
    expect(bytesToHex(prove(secretKey, alpha))).toBe(vector.pi)
    expect(bytesToHex(output(secretKey, alpha))).toBe(vector.beta)
    expect(bytesToHex(verify(publicKey, alpha, pi) ?? Uint8Array.of())).toBe(vector.beta)
  }
  for (const vector of mustReject) {
    const { publicKey, alpha, pi } = mapValues(vector, hexToBytes)
    expect(verify(publicKey, alpha, pi)).toBeUndefined()
  }
})

interface Craft {
  readonly publicKey: Uint8Array
  readonly alpha: Uint8Array
  readonly x: bigint
  /** The first nonce to try. */
  readonly nonce: bigint
  /**
   * Counts the nonce up until the challenge is a multiple of this, so that points of that order cancel out of
   * the equations.
   */
  readonly multipleOf?: bigint
  /** Added to Gamma. */
  readonly torsion?: EdwardsPoint
  /** Leaves the public key out of the challenge, as the drafts did. */
  readonly draft?: boolean
}

/** A proof by the letter of the RFC for any nonce and any key, honest or not. */
function craft({ publicKey, alpha, x, nonce, multipleOf = 1n, torsion = Point.ZERO, draft = false }: Craft) {
  const h = referencePoint(publicKey, alpha)
  const gamma = h.multiplyUnsafe(Fn.create(x)).add(torsion)
  for (let k = nonce; ; k++) {
    const points = [h, gamma, Point.BASE.multiplyUnsafe(k), h.multiplyUnsafe(k)].map(point => point.toBytes())
    const hashed = [Uint8Array.of(3, 2), ...(draft ? [] : [publicKey]), ...points, Uint8Array.of(0)]
    const c = bytesToNumberLE(sha512(concatBytes(...hashed)).subarray(0, 16))
    if (c % multipleOf !== 0n) continue
    return concatBytes(gamma.toBytes(), numberToBytesLE(c, 16), numberToBytesLE(Fn.create(k + c * x), 32))
  }
}

function referencePoint(publicKey: Uint8Array, alpha: Uint8Array): EdwardsPoint {
  for (let counter = 0; ; counter++) {
    const hash = sha512(concatBytes(Uint8Array.of(3, 1), publicKey, alpha, Uint8Array.of(counter, 0)))
    try {
      const point = Point.fromBytes(hash.subarray(0, 32)).multiplyUnsafe(8n)
      if (!point.is0()) return point
    } catch {
      // not a point: the next counter
    }
  }
}

/** The multiples of a point of order eight. */
function smallOrderPoints(): EdwardsPoint[] {
  const generator = Point.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a')
  return Array.from({ length: 8 }, (_, index) => generator.multiplyUnsafe(BigInt(index)))
}

function readProof(pi: Uint8Array) {
  return {
    gamma: pi.subarray(0, 32),
    c: bytesToNumberLE(pi.subarray(32, 48)),
    s: bytesToNumberLE(pi.subarray(48)),
  }
}

function encode(y: bigint, sign: number): Uint8Array {
  const bytes = numberToBytesLE(y, 32)
  bytes[31] = (bytes[31] ?? 0) | sign
  return bytes
}

function flip(bytes: Uint8Array, bit: number): Uint8Array {
  return bytes.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
}

function resize(bytes: Uint8Array, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => bytes[index] ?? 0)
}

function mapValues<Key extends string, From, To>(object: Record<Key, From>, map: (value: From) => To) {
  const entries = Object.entries<From>(object).map(([key, value]) => [key, map(value)])
  return Object.fromEntries(entries) as Record<Key, To>
}
