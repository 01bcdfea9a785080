import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { known } from '#lib/assert.ts'
import { provenChain, type RealProof } from '#testing/proven-chain.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { type CborValue, decode, encode } from './codec.ts'
import { digest, hashToBytes } from './hash.ts'
import { MAX_MERKLE_DEPTH, MAX_PROOF_BYTES, MAX_STATE_KEY_BYTES } from './limits.ts'
import { verifyProof } from './proof.ts'

const random = createSeededRandom('proofs')
let real: readonly RealProof[]
beforeAll(async () => {
  real = await provenChain(40)
})

const any = <T>(items: readonly T[]): T => known(items[random.below(items.length)], 'an item')
const ofType = (...types: string[]) => real.filter(({ shows }) => types.includes(shows.type))

/** The fields of a proof without the checksum: version, type, block id, body. */
type Fields = [CborValue, CborValue, CborValue, CborValue[]]

function fieldsOf(proof: Uint8Array): Fields {
  const decoded = decode(proof)
  if (!decoded.ok) throw new Error(decoded.error.message)
  return (decoded.value as CborValue[]).slice(0, 4) as Fields
}

/** With a matching checksum, as an attacker would make it. */
const sealed = (fields: readonly CborValue[]) => encode([...fields, digest(encode([...fields])).slice(0, 8)])

const withBody = (proof: Uint8Array, change: (body: CborValue[]) => CborValue[]) => {
  const [version, type, block, body] = fieldsOf(proof)
  return sealed([version, type, block, change(body)])
}

function withFlippedBit(bytes: Uint8Array): Uint8Array {
  const flipped = bytes.slice()
  const at = random.below(8 * bytes.length)
  flipped[at >> 3] = known(flipped[at >> 3], 'a byte') ^ (1 << (at & 7))
  return flipped
}

/** A value within the body, changed: one bit of a byte string, an integer by one, a list by one item. */
function tampered(value: CborValue): CborValue {
  if (value instanceof Uint8Array) return value.length === 0 ? Uint8Array.of(1) : withFlippedBit(value)
  if (typeof value === 'bigint') return value + 1n
  if (!Array.isArray(value)) throw new Error('a proof has only bytes, integers and lists')
  if (value.length === 0 || random.below(4) === 0) return shortenedOrLonger(value)
  const at = random.below(value.length)
  return value.map((item: CborValue, i: number) => (i === at ? tampered(item) : item))
}

const shortenedOrLonger = (items: readonly CborValue[]): CborValue[] =>
  random.below(2) === 0 && items.length > 0 ? items.slice(1) : [...items, random.bytes(32)]

type Case = readonly [header: Uint8Array, proof: Uint8Array]

/** Each returns a header and a proof that do not belong together, through damage or through a lie. */
const MUTATIONS: Record<string, () => Case> = {
  'a bit of the header': () => {
    const { header, proof } = any(real)
    return [withFlippedBit(header.bytes), proof]
  },
  'a bit of the proof': () => {
    const { header, proof } = any(real)
    return [header.bytes, withFlippedBit(proof)]
  },
  'a part that is missing': () => {
    const { header, proof } = any(real)
    return [header.bytes, proof.slice(0, random.below(proof.length))]
  },
  'bytes that follow': () => {
    const { header, proof } = any(real)
    return [header.bytes, Uint8Array.from([...proof, random.below(256)])]
  },
  'the header of another block': () => {
    const { header, proof } = any(real)
    return [any(real.filter(other => other.header !== header)).header.bytes, proof]
  },
  'the header of another block, whose id the proof names': () => {
    const { header, proof } = any(real)
    const other = any(real.filter(({ header: another }) => another !== header)).header
    const [version, type, , body] = fieldsOf(proof)
    return [other.bytes, sealed([version, type, hashToBytes(other.id), body])]
  },
  'another type': () => {
    const { header, proof } = any(real)
    const [version, type, block, body] = fieldsOf(proof)
    return [header.bytes, sealed([version, (Number(type) + 1 + random.below(4)) % 5, block, body])]
  },
  'another version': () => {
    const { header, proof } = any(real)
    const [, type, block, body] = fieldsOf(proof)
    return [header.bytes, sealed([any([0, 2, 3]), type, block, body])]
  },
  // Everything of an entry but its key: where this key is absent, another one may be absent too.
  'the way or the value of an entry': () => {
    const { header, proof } = any(ofType('account', 'entry'))
    return [
      header.bytes,
      withBody(proof, ([key, path]) => [known(key, 'key'), tampered(known(path, 'path'))]),
    ]
  },
  'the address of an account': () => {
    const { header, proof } = any(ofType('account').filter(({ shows }) => shows.balance !== 0n))
    return [
      header.bytes,
      withBody(proof, ([key, path]) => [tampered(known(key, 'key')), known(path, 'path')]),
    ]
  },
  'a transaction or its way': () => {
    const { header, proof } = any(ofType('transaction'))
    return [header.bytes, withBody(proof, body => tampered(body) as CborValue[])]
  },
  'an event, its place or its ways': () => {
    const { header, proof } = any(ofType('event'))
    return [header.bytes, withBody(proof, body => tampered(body) as CborValue[])]
  },
  'a file record or its way': () => {
    const { header, proof } = any(ofType('file'))
    return [header.bytes, withBody(proof, body => tampered(body) as CborValue[])]
  },
  'a way of another transaction': () => {
    const { header, proof } = any(ofType('transaction').filter(each => siblingsOf(each) > 0))
    const others = ofType('transaction').filter(each => each.header === header && each.proof !== proof)
    const [, path] = fieldsOf(any(others).proof)[3]
    return [
      header.bytes,
      withBody(proof, ([transaction]) => [known(transaction, 'bytes'), known(path, 'path')]),
    ]
  },
  'an event of another transaction of the block': () => {
    const { header, proof, shows } = any(
      ofType('event').filter(({ header: { id } }) => transactionsIn(id) > 1),
    )
    const others = ofType('transaction').filter(
      each => each.header === header && each.shows.txId !== shows.txId,
    )
    const other = any(others)
    const [, path] = fieldsOf(other.proof)[3] as [CborValue, [CborValue, CborValue]]
    const txId = hashToBytes(other.shows.txId as never)
    return [
      header.bytes,
      withBody(proof, ([, receipt, index, turns, , receiptSiblings]) => [
        txId,
        known(receipt, 'receipt'),
        known(index, 'index'),
        any([known(turns, 'turns'), path[0]]),
        path[1],
        known(receiptSiblings, 'siblings'),
      ]),
    ]
  },
}

const siblingsOf = ({ proof }: RealProof) =>
  ((fieldsOf(proof)[3] as [CborValue, [CborValue, CborValue[]]])[1][1] ?? []).length
const transactionsIn = (id: string) => ofType('transaction').filter(({ header }) => header.id === id).length

test('a thousand proofs of all types hold and show their facts', () => {
  expect(real.length).toBeGreaterThanOrEqual(1_000)
  for (const type of ['account', 'entry', 'transaction', 'event', 'file']) {
    expect(ofType(type).length, type).toBeGreaterThanOrEqual(40)
  }
  expect(ofType('account').some(({ shows }) => shows.balance === 0n)).toBe(true)

  for (const { header, proof, shows } of real) {
    expect(verifyProof(header.bytes, proof)).toEqual({ ok: true, value: { ...shows, header } })
  }
})

describe('a thousand changed ones fail', () => {
  const each = Math.ceil(1_000 / Object.keys(MUTATIONS).length)

  test.each(Object.entries(MUTATIONS))('%s', (_, mutate) => {
    for (let i = 0; i < each; i++) {
      const [header, proof] = mutate()
      const verdict = verifyProof(header, proof)
      expect(verdict.ok, `${verdict.ok ? JSON.stringify(verdict.value) : ''}`).toBe(false)
      expect(verdict.ok || verdict.error).toMatch(/\w{3,}/)
    }
  })
})

describe('bounds', () => {
  const transaction = () => known(ofType('transaction')[0], 'a proof of a transaction')

  test('a path as long as that of the largest list is examined, a longer one is not', () => {
    const { header, proof } = transaction()
    const padded = (count: number) =>
      withBody(proof, ([tx]) => [
        known(tx, 'bytes'),
        [0, Array.from({ length: count }, () => new Uint8Array(32))],
      ])
    expect(verifyProof(header.bytes, padded(MAX_MERKLE_DEPTH))).toMatchObject({
      error: /root of transactions/,
    })
    expect(verifyProof(header.bytes, padded(MAX_MERKLE_DEPTH + 1))).toMatchObject({
      error: expect.stringContaining(`${MAX_MERKLE_DEPTH + 1} items`),
    })
  })

  test('a key of the greatest length is examined, a longer one is not', () => {
    const { header, proof } = known(ofType('entry')[0], 'a proof of an entry')
    const keyed = (length: number) =>
      verifyProof(
        header.bytes,
        withBody(proof, ([, path]) => [new Uint8Array(length).fill(9), known(path, 'path')]),
      )
    expect(keyed(MAX_STATE_KEY_BYTES)).toMatchObject({ error: expect.stringContaining('state root') })
    expect(keyed(MAX_STATE_KEY_BYTES + 1)).toMatchObject({
      error: expect.stringContaining(`at most ${MAX_STATE_KEY_BYTES} bytes`),
    })
    expect(keyed(0).ok).toBe(false)
  })

  test('a proof above the greatest length is rejected by its length', () => {
    const { header } = transaction()
    expect(verifyProof(header.bytes, new Uint8Array(MAX_PROOF_BYTES + 1))).toMatchObject({
      error: expect.stringContaining(`at most ${MAX_PROOF_BYTES}`),
    })
    expect(verifyProof(header.bytes, new Uint8Array(MAX_PROOF_BYTES))).toMatchObject({
      error: expect.not.stringContaining('at most'),
    })
  })

  test('a turn beyond the last sibling is rejected: it would be a second encoding of the same path', () => {
    const { header, proof } = transaction()
    const turned = withBody(proof, ([tx, path]) => {
      const [turns, siblings] = path as [bigint, CborValue[]]
      return [known(tx, 'bytes'), [turns + 2n ** BigInt(siblings.length), siblings]]
    })
    expect(verifyProof(header.bytes, turned)).toMatchObject({ error: expect.stringContaining('turns') })
  })
})

describe('nothing makes it throw', () => {
  const bytes = fc.uint8Array({ maxLength: 300 })
  const value: fc.Arbitrary<CborValue> = fc.letrec<{ value: CborValue }>(tie => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.bigInt({ min: 0n, max: 40n }),
      fc.uint8Array({ maxLength: 70 }),
      fc.constant(new Uint8Array(32)),
      fc.string({ maxLength: 8 }),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 9 }),
    ),
  })).value

  test('random bytes', () => {
    const { header } = known(real[0], 'a proof')
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        expect(verifyProof(a, b).ok).toBe(false)
        expect(verifyProof(header.bytes, b).ok).toBe(false)
      }),
      { numRuns: 2_000 },
    )
  })

  test('any structure under the right version, block and checksum', () => {
    const { header } = known(real[0], 'a proof')
    fc.assert(
      fc.property(fc.nat({ max: 4 }), value, (type, body) => {
        expect(verifyProof(header.bytes, sealed([1, type, hashToBytes(header.id), body])).ok).toBe(false)
      }),
      { numRuns: 3_000 },
    )
  })
})
