import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesToHex } from '#lib/bytes.ts'
import { createChainBuilder, testAccount, testNetwork, transferOf } from '#testing/chain-builder.ts'
import { type CborValue, decode, encode } from '../codec.ts'
import { MAX_RECEIPT_BYTES } from '../limits.ts'
import { EMPTY_MERKLE_ROOT, merkleRoot } from '../merkle.ts'
import type { Receipt } from './block.ts'
import { receiptsRoot } from './block-roots.ts'
import { decodeReceipt, encodeReceipt } from './receipt-codec.ts'

const text = fc.string({ unit: 'grapheme', maxLength: 12 })
const unsigned = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })
const receipts: fc.Arbitrary<Receipt> = fc.record({
  status: fc.constantFrom('applied', 'failed'),
  fee: unsigned,
  gas: unsigned,
  code: text,
  message: text,
  result: fc.option(fc.uint8Array({ maxLength: 20 }), { nil: undefined }),
  events: fc.array(fc.record({ source: text, name: text, data: fc.array(text, { maxLength: 3 }) }), {
    maxLength: 3,
  }),
  changes: fc.array(
    fc.tuple(
      fc.uint8Array({ maxLength: 33 }).map(bytesToHex),
      fc.option(fc.uint8Array({ maxLength: 20 }), { nil: undefined }),
    ),
    { maxLength: 3 },
  ),
})

const receipt: Receipt = {
  status: 'failed',
  fee: 5n,
  gas: 100_000n,
  code: 'OVERFLOW',
  message: 'too much (line 3)',
  result: undefined,
  events: [{ source: 'stake', name: 'staked', data: ['tab1', '5'] }],
  changes: [
    ['00aa', Uint8Array.of(1)],
    ['01', undefined],
  ],
}
const fields = (): CborValue[] => {
  const decoded = decode(encodeReceipt(receipt))
  if (!decoded.ok) throw new Error(decoded.error.message)
  return decoded.value as CborValue[]
}
const problemOf = (bytes: Uint8Array) => {
  const decoded = decodeReceipt(bytes)
  return decoded.ok ? 'fine' : decoded.error
}

test('what is encoded decodes to the same', () => {
  fc.assert(
    fc.property(receipts, receipt => {
      expect(decodeReceipt(encodeReceipt(receipt))).toEqual({ ok: true, value: receipt })
    }),
  )
})

test('on the wire it is [status, fee, gas, code, message, result, events, changes]', () => {
  expect(fields()).toEqual([
    1n,
    5n,
    100_000n,
    'OVERFLOW',
    'too much (line 3)',
    null,
    [['stake', 'staked', ['tab1', '5']]],
    [
      [Uint8Array.of(0, 0xaa), Uint8Array.of(1)],
      [Uint8Array.of(1), null],
    ],
  ])
})

describe('what is not a receipt', () => {
  test.each<[string, number, CborValue, string]>([
    ['an unknown status', 0, 2n, 'status: 2 is neither 0 nor 1'],
    ['a negative fee', 1, -1n, 'fee: expected an integer'],
    ['gas beyond 64 bits', 2, 'much', 'gas: expected an integer'],
    ['a code that is a number', 3, 1n, 'code: expected text'],
    ['a message that is not a text', 4, null, 'message: expected text'],
    ['a result that is text', 5, 'yes', 'result: expected bytes'],
    ['an event without data', 6, [['stake', 'staked']], 'events: 0: expected 3 fields'],
    [
      'an event with bytes',
      6,
      [['stake', 'staked', [Uint8Array.of(1)]]],
      'events: 0: data: 0: expected text',
    ],
    ['a change without a value', 7, [[Uint8Array.of(1)]], 'changes: 0: expected 2 fields'],
    ['a change of a number', 7, [[Uint8Array.of(1), 1n]], 'changes: 0: value: expected bytes'],
  ])('%s', (_name, index, value, problem) => {
    expect(problemOf(encode(fields().with(index, value)))).toContain(problem)
  })

  test('a field less, a field more, something else', () => {
    expect(problemOf(encode(fields().slice(1)))).toContain('expected 8 fields')
    expect(problemOf(encode([...fields(), 0n]))).toContain('expected 8 fields')
    expect(problemOf(encode('receipt'))).toContain('expected 8 fields')
    expect(problemOf(encodeReceipt(receipt).subarray(1))).not.toBe('fine')
  })

  test('more bytes than any has', () => {
    const padded = (extra: number) => encodeReceipt({ ...receipt, changes: [['00', new Uint8Array(extra)]] })
    const room = MAX_RECEIPT_BYTES - padded(100_000).length
    expect(problemOf(padded(100_000 + room))).toBe('fine')
    expect(problemOf(padded(100_001 + room))).toContain(`at most ${MAX_RECEIPT_BYTES}`)
  })
})

describe('the receipts of a block', () => {
  test('are committed to in order', () => {
    expect(receiptsRoot([])).toBe(EMPTY_MERKLE_ROOT)
    const other: Receipt = { ...receipt, status: 'applied', code: '' }
    expect(receiptsRoot([receipt, other])).toBe(merkleRoot([receipt, other].map(encodeReceipt)))
    expect(receiptsRoot([other, receipt])).not.toBe(receiptsRoot([receipt, other]))
  })

  test('each differ by whatever they say', () => {
    const changes: Partial<Receipt>[] = [
      { status: 'applied' },
      { fee: 6n },
      { gas: 1n },
      { code: '' },
      { message: '' },
      { result: new Uint8Array() },
      { events: [] },
      { changes: [] },
    ]
    const roots = [receipt, ...changes.map(change => ({ ...receipt, ...change }))].map(one =>
      receiptsRoot([one]),
    )
    expect(new Set(roots).size).toBe(changes.length + 1)
  })

  test('are what a header promises', () => {
    const alice = testAccount(1)
    const params = testNetwork({}, [alice])
    const chain = createChainBuilder(params)
    const block = chain.build(chain.genesis, [
      transferOf(params, alice, { to: testAccount(2).address, nonce: 0, fee: 3n }),
    ])
    const made = block.applied?.receipts ?? []
    expect(made.map(encodeReceipt).map(decodeReceipt)).toEqual(made.map(value => ({ ok: true, value })))
    expect(block.header.receiptRoot).toBe(receiptsRoot(made))
    expect(made).toMatchObject([{ status: 'applied', fee: 3n }])
  })
})
