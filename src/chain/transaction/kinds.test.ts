import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareBytes } from '../../lib/bytes.ts'
import { testAccount, testNetwork } from '../../testing/chain-builder.ts'
import { transactionOf } from '../../testing/transaction-of.ts'
import type { Address } from '../address.ts'
import { type Amount, MAX_AMOUNT } from '../amount.ts'
import { decode, encode } from '../codec.ts'
import {
  MAX_FILE_NAME_BYTES,
  MAX_HEADER_BYTES,
  MAX_MEDIA_TYPE_BYTES,
  MAX_MEMO_BYTES,
  MAX_TRANSACTION_BYTES,
} from '../limits.ts'
import { KINDS, kindByCode, kindOf } from './kinds.ts'
import type { Payload } from './transaction.ts'
import { assembleTransaction, decodeTransaction, signedBytes, signingBytes } from './transaction-codec.ts'

const address = fc.uint8Array({
  minLength: 32,
  maxLength: 32,
}) as fc.Arbitrary<Uint8Array> as fc.Arbitrary<Address>
const amount = fc.bigInt({ min: 1n, max: MAX_AMOUNT }) as fc.Arbitrary<Amount>
const text = fc.string({ unit: 'grapheme', maxLength: 20 })
const digest = fc.uint8Array({ minLength: 32, maxLength: 32 })
const pair = fc
  .tuple(fc.uint8Array({ maxLength: 100 }), fc.uint8Array({ maxLength: 100 }))
  .filter(([a, b]) => compareBytes(a, b) !== 0)

const payloads = {
  transfer: fc.record({ kind: fc.constant('transfer'), to: address, amount, memo: text }),
  stake: fc.record({ kind: fc.constant('stake'), amount }),
  unstake: fc.record({ kind: fc.constant('unstake'), amount }),
  evidence: pair.map(two => {
    const [first, second] = two.toSorted(compareBytes) as [Uint8Array, Uint8Array]
    return { kind: 'evidence' as const, first, second }
  }),
  authority: fc.record({
    kind: fc.constant('authority'),
    action: fc.constantFrom('add', 'remove', 'admin'),
    address,
  }),
  file: fc.record({
    kind: fc.constant('file'),
    cid: fc
      .tuple(fc.constantFrom(0x55, 0x70), digest)
      .map(([codec, hash]) => Uint8Array.of(1, codec, 0x12, 0x20, ...hash)),
    name: fc.constantFrom('cat.png', 'Übung 3.pdf', '猫', '.profile', 'a..b', '👩‍🚀'),
    sizeBytes: fc.maxSafeNat(),
    mediaType: fc.constantFrom('', 'image/png', 'application/vnd.api+json'),
    note: text,
  }),
} satisfies { [K in Payload['kind']]: fc.Arbitrary<Extract<Payload, { kind: K }>> }

const lunch: Payload = { kind: 'transfer', to: testAccount(2).address, amount: 1n as Amount, memo: 'lunch' }

const kinds = Object.keys(KINDS) as Payload['kind'][]

describe.each(kinds)('%s', kind => {
  test('decodes to what was encoded', () => {
    fc.assert(
      fc.property(payloads[kind] as fc.Arbitrary<Payload>, payload => {
        const bytes = encode(kindOf(payload).encode(payload))
        const value = decode(bytes)
        expect(value.ok && kindOf(payload).decode(value.value)).toEqual({ ok: true, value: payload })
      }),
    )
  })

  test('goes through a signed transaction', () => {
    const [payload] = fc.sample(payloads[kind] as fc.Arbitrary<Payload>, 1)
    if (payload === undefined) throw new Error('there is a sample')
    const tx = transactionOf(testNetwork(), testAccount(1), payload, { nonce: 3 })
    expect(decodeTransaction(tx.bytes)).toEqual({ ok: true, value: tx })
  })

  test('was signed over what is cut out of its bytes', () => {
    const head = fc.record({
      nonce: fc.maxSafeNat(),
      fee: fc.bigInt({ min: 0n, max: MAX_AMOUNT }),
      signature: fc.uint8Array({ minLength: 64, maxLength: 64 }),
    })
    const template = transactionOf(testNetwork(), testAccount(1), lunch, { nonce: 0 })
    fc.assert(
      fc.property(payloads[kind] as fc.Arbitrary<Payload>, head, (payload, { nonce, fee, signature }) => {
        const unsigned = { ...template, nonce, fee: fee as Amount, payload }
        const tx = assembleTransaction(unsigned, signature)
        const decoded = decodeTransaction(tx.bytes)
        expect(signedBytes(tx)).toEqual(signingBytes(unsigned))
        expect(decoded.ok && signedBytes(decoded.value)).toEqual(signingBytes(tx))
      }),
    )
  })

  test('refuses what is no list, a field less and a field more', () => {
    const [payload] = fc.sample(payloads[kind] as fc.Arbitrary<Payload>, 1)
    if (payload === undefined) throw new Error('there is a sample')
    const decoded = decode(encode(kindOf(payload).encode(payload)))
    const fields = decoded.ok && Array.isArray(decoded.value) ? decoded.value : []
    expect(fields.length).toBeGreaterThan(0)
    for (const value of [null, 0n, 'text', new Uint8Array(3), [], fields.slice(1), [...fields, 0n]]) {
      expect(KINDS[kind].decode(value)).toMatchObject({ error: { code: 'TX_SCHEMA' } })
    }
  })

  test('never throws, and what it accepts is written in one way only', () => {
    const anything = fc.oneof(
      fc.bigInt({ min: -1n, max: 2n ** 64n - 1n }),
      fc.string(),
      fc.uint8Array({ maxLength: 40 }),
      address,
      fc.constant(null),
    )
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 6 }), value => {
        const decoded = KINDS[kind].decode(value)
        if (decoded.ok) expect(encode(kindOf(decoded.value).encode(decoded.value))).toEqual(encode(value))
      }),
      { numRuns: 500 },
    )
  })
})

test('the numbers on the wire are frozen', () => {
  const codes = kinds.map(kind => [kind, KINDS[kind].code])
  expect(Object.fromEntries(codes)).toEqual({
    transfer: 0,
    stake: 1,
    unstake: 2,
    evidence: 3,
    authority: 4,
    file: 5,
  })
  for (const kind of kinds) expect(kindByCode(KINDS[kind].code)).toBe(KINDS[kind])
  expect(kindByCode(6)).toBeUndefined()
})

test('the largest of every kind fits in a transaction', () => {
  const to = testAccount(2).address
  const most = MAX_AMOUNT as Amount
  const header = (byte: number) => new Uint8Array(MAX_HEADER_BYTES).fill(byte)
  const largest: Payload[] = [
    { kind: 'transfer', to, amount: most, memo: 'x'.repeat(MAX_MEMO_BYTES) },
    { kind: 'stake', amount: most },
    { kind: 'unstake', amount: most },
    { kind: 'evidence', first: header(0), second: header(1) },
    { kind: 'authority', action: 'remove', address: to },
    {
      kind: 'file',
      cid: Uint8Array.of(1, 0x55, 0x12, 0x20, ...new Uint8Array(32)),
      name: 'x'.repeat(MAX_FILE_NAME_BYTES),
      sizeBytes: Number.MAX_SAFE_INTEGER,
      mediaType: `a/${'b'.repeat(MAX_MEDIA_TYPE_BYTES - 2)}`,
      note: 'x'.repeat(MAX_MEMO_BYTES),
    },
  ]
  expect(largest.map(({ kind }) => kind)).toEqual(kinds)
  for (const payload of largest) {
    const tx = transactionOf(testNetwork(), testAccount(1), payload, {
      nonce: Number.MAX_SAFE_INTEGER,
      fee: MAX_AMOUNT,
    })
    expect(tx.bytes.length).toBeLessThanOrEqual(MAX_TRANSACTION_BYTES)
    expect(decodeTransaction(tx.bytes).ok).toBe(true)
  }
})

test('what lists tell of each kind', () => {
  const to = testAccount(2).address
  const amount = 7n as Amount
  const cid = Uint8Array.of(1, 0x55, 0x12, 0x20, ...new Uint8Array(32))
  const summaryOf = (payload: Payload) => kindOf(payload).summary(payload)
  expect(summaryOf({ kind: 'transfer', to, amount, memo: 'lunch' })).toMatchObject({
    to,
    amount,
    text: 'lunch',
  })
  expect(summaryOf({ kind: 'stake', amount })).toMatchObject({ amount, text: '' })
  expect(summaryOf({ kind: 'unstake', amount })).toMatchObject({ amount, text: '' })
  expect(summaryOf({ kind: 'authority', action: 'add', address: to })).toMatchObject({
    to,
    amount: 0n,
    text: 'add',
  })
  expect(summaryOf({ kind: 'evidence', first: cid, second: to })).toMatchObject({ amount: 0n })
  expect(
    summaryOf({ kind: 'file', cid, name: 'cat.png', sizeBytes: 12, mediaType: 'image/png', note: 'mine' }),
  ).toMatchObject({ amount: 0n, text: 'cat.png', detail: { sizeBytes: '12', note: 'mine' } })
})
