import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareBytes } from '#lib/bytes.ts'
import { testAccount, testNetwork } from '#testing/chain-builder.ts'
import { transactionOf } from '#testing/transaction-of.ts'
import type { Address } from '../address.ts'
import { type Amount, MAX_AMOUNT } from '../amount.ts'
import { decode, encode } from '../codec.ts'
import { hashFromBytes } from '../hash.ts'
import type { Hash } from '../ids.ts'
import {
  MAX_ARGUMENT_BYTES,
  MAX_FILE_NAME_BYTES,
  MAX_HEADER_BYTES,
  MAX_MEDIA_TYPE_BYTES,
  MAX_MEMO_BYTES,
  MAX_METHOD_NAME_BYTES,
  MAX_SOURCE_BYTES,
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
/** A call may have no coins. */
const anyAmount = fc.bigInt({ min: 0n, max: MAX_AMOUNT }) as fc.Arbitrary<Amount>
const gasLimit = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })
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
  deploy: fc.record({
    kind: fc.constant('deploy'),
    source: text,
    args: fc.uint8Array({ maxLength: 40 }),
    amount: anyAmount,
    gasLimit,
  }),
  invoke: fc.record({
    kind: fc.constant('invoke'),
    contract: address,
    method: text,
    args: fc.uint8Array({ maxLength: 40 }),
    amount: anyAmount,
    gasLimit,
    expected: fc.option(
      digest.map(bytes => hashFromBytes(bytes)),
      { nil: undefined },
    ),
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

  test('rejects what is not a list, a field less and a field more', () => {
    const [payload] = fc.sample(payloads[kind] as fc.Arbitrary<Payload>, 1)
    if (payload === undefined) throw new Error('there is a sample')
    const decoded = decode(encode(kindOf(payload).encode(payload)))
    const fields = decoded.ok && Array.isArray(decoded.value) ? decoded.value : []
    expect(fields.length).toBeGreaterThan(0)
    for (const value of [null, 0n, 'text', new Uint8Array(3), [], fields.slice(1), [...fields, 0n]]) {
      expect(KINDS[kind].decode(value)).toMatchObject({ error: { code: 'TX_SCHEMA' } })
    }
  })

  test('never throws, and accepts one encoding of each payload only', () => {
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
    deploy: 6,
    invoke: 7,
  })
  for (const kind of kinds) expect(kindByCode(KINDS[kind].code)).toBe(KINDS[kind])
  expect(kindByCode(8)).toBeUndefined()
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
    {
      kind: 'deploy',
      source: 'x'.repeat(MAX_SOURCE_BYTES),
      args: new Uint8Array(MAX_ARGUMENT_BYTES),
      amount: most,
      gasLimit: 2n ** 64n - 1n,
    },
    {
      kind: 'invoke',
      contract: to,
      method: 'x'.repeat(MAX_METHOD_NAME_BYTES),
      args: new Uint8Array(MAX_ARGUMENT_BYTES),
      amount: most,
      gasLimit: 2n ** 64n - 1n,
      expected: 'ff'.repeat(32) as Hash,
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

test('the summary of each kind', () => {
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

describe('code', () => {
  const contract = testAccount(2).address
  const args = new Uint8Array()
  const amount = 7n as Amount
  const deployOf = (source: string): Payload => ({ kind: 'deploy', source, args, amount, gasLimit: 9n })
  const invokeOf = (method: string): Payload => ({
    ...{ kind: 'invoke', contract, method, args, amount, gasLimit: 9n, expected: undefined },
  })
  const codeOf = (payload: Payload) => {
    const value = decode(encode(kindOf(payload).encode(payload)))
    const decoded = value.ok ? kindOf(payload).decode(value.value) : value
    return decoded.ok ? 'accepted' : decoded.error.code
  }

  test('has a bound for each of its fields', () => {
    expect(codeOf(deployOf('ü'.repeat(MAX_SOURCE_BYTES / 2)))).toBe('accepted')
    expect(codeOf(deployOf('ü'.repeat(MAX_SOURCE_BYTES / 2).concat('x')))).toBe('TX_SCHEMA')
    expect(codeOf(invokeOf('x'.repeat(MAX_METHOD_NAME_BYTES)))).toBe('accepted')
    expect(codeOf(invokeOf('x'.repeat(MAX_METHOD_NAME_BYTES + 1)))).toBe('TX_SCHEMA')
    const long = { args: new Uint8Array(MAX_ARGUMENT_BYTES + 1) }
    expect(codeOf({ ...deployOf(''), ...long } as Payload)).toBe('TX_SCHEMA')
    expect(codeOf({ ...invokeOf(''), ...long } as Payload)).toBe('TX_SCHEMA')
  })

  test.each([
    ['export default class Counter extends Contract {}', 'Counter'],
    ['export default  class\nÜbung$1 extends Contract {}', 'Übung$1'],
    ['class Helper {}\nexport default class Poll extends Contract {}', 'Poll'],
    ['export default class extends Contract {}', ''],
    ['const A = 1; export { A as default }', ''],
    [`export default class ${'x'.repeat(100)} {}`, 'x'.repeat(64)],
  ])('%j has the name %j', (source, name) => {
    expect(kindOf(deployOf(source)).summary(deployOf(source))).toEqual({
      amount,
      text: name,
      detail: { gasLimit: '9', sourceBytes: String(new TextEncoder().encode(source).length) },
    })
  })

  test('names a contract and a method', () => {
    expect(kindOf(invokeOf('vote')).summary(invokeOf('vote'))).toEqual({
      ...{ to: contract, toContract: true, amount, text: 'vote' },
      detail: { method: 'vote', gasLimit: '9' },
    })
  })
})
