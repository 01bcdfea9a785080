import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEngine } from '#consensus/create-engine.ts'
import { bytesToHex } from '#lib/bytes.ts'
import { sign, testAccount, testNetwork } from '#testing/chain-builder.ts'
import { transactionOf } from '#testing/transaction-of.ts'
import type { Address } from '../address.ts'
import { type Amount, COIN, MAX_AMOUNT } from '../amount.ts'
import { type CborValue, decode, encode } from '../codec.ts'
import { networkIdOf } from '../genesis/network-id.ts'
import { digest } from '../hash.ts'
import type { NetworkId } from '../ids.ts'
import { MAX_MEMO_BYTES, MAX_TRANSACTION_BYTES } from '../limits.ts'
import { createSignatureVerifier } from '../signature.ts'
import { checkTransaction } from './check-transaction.ts'
import type { Payload, TransferPayload, UnsignedTransaction } from './transaction.ts'
import { assembleTransaction, decodeTransaction, signingBytes } from './transaction-codec.ts'

const alice = testAccount(1)
const bob = testAccount(2)
const genesis = testNetwork()
const networkId = networkIdOf(genesis)
const rules = { genesis, networkId, engine: createEngine(genesis) }
const verify = createSignatureVerifier()

const lunch: TransferPayload = { kind: 'transfer', to: bob.address, amount: COIN as Amount, memo: 'lunch' }
const tx = transactionOf(genesis, alice, lunch, { nonce: 0 })

/** The transaction's tuple with one field replaced, encoded. */
function withField(index: number, value: CborValue): Uint8Array {
  const decoded = decode(tx.bytes)
  if (!decoded.ok) throw new Error(decoded.error.message)
  return encode((decoded.value as CborValue[]).with(index, value))
}

const codeOf = (bytes: Uint8Array) => {
  const decoded = decodeTransaction(bytes)
  return decoded.ok ? 'accepted' : decoded.error.code
}

const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 })
const amounts = fc.bigInt({ min: 0n, max: MAX_AMOUNT }) as fc.Arbitrary<Amount>
const unsigned = fc.record({
  version: fc.constant(1),
  networkId: bytes32.map(bytes => bytesToHex(bytes) as NetworkId),
  sender: bytes32 as fc.Arbitrary<Uint8Array> as fc.Arbitrary<Address>,
  nonce: fc.maxSafeNat(),
  timestamp: fc.maxSafeNat(),
  fee: amounts,
  payload: fc.record({
    kind: fc.constant('transfer' as const),
    to: bytes32 as fc.Arbitrary<Uint8Array> as fc.Arbitrary<Address>,
    amount: amounts.filter(amount => amount > 0n),
    memo: fc.string({ unit: 'grapheme', maxLength: 20 }),
  }),
}) as unknown as fc.Arbitrary<UnsignedTransaction>

test('what is assembled decodes to the same', () => {
  fc.assert(
    fc.property(unsigned, fc.uint8Array({ minLength: 64, maxLength: 64 }), (fields, signature) => {
      const assembled = assembleTransaction(fields, signature)
      expect(decodeTransaction(assembled.bytes)).toEqual({ ok: true, value: assembled })
    }),
  )
})

test('the id covers the signature, the signed bytes do not', () => {
  const other = assembleTransaction(tx, new Uint8Array(64))
  expect(other.id).not.toBe(tx.id)
  expect(signingBytes(other)).toEqual(signingBytes(tx))
  expect(tx.id).toBe(bytesToHex(digest(tx.bytes)))
})

test('what is signed belongs to transactions alone', () => {
  expect(new TextDecoder().decode(signingBytes(tx).subarray(0, 21))).toBe('tabchain transaction\n')
})

describe('sanity', () => {
  test.each([
    ['another version', 0, 2n, 'TX_VERSION_UNKNOWN'],
    ['a kind that nobody knows', 1, 99n, 'TX_KIND_UNKNOWN'],
    ['a short network id', 2, new Uint8Array(31), 'TX_SCHEMA'],
    ['a sender that is text', 3, 'alice', 'TX_SCHEMA'],
    ['a negative nonce', 4, -1n, 'TX_SCHEMA'],
    ['a nonce beyond 2^53', 4, 2n ** 53n, 'TX_SCHEMA'],
    ['a fee beyond what an amount can be', 6, MAX_AMOUNT + 1n, 'TX_SCHEMA'],
    ['a payload with a missing field', 7, [bob.address, 1n], 'TX_SCHEMA'],
    ['a payload that is not a list', 7, null, 'TX_SCHEMA'],
    ['an amount of zero', 7, [bob.address, 0n, ''], 'TX_AMOUNT_ZERO'],
    ['a short recipient', 7, [new Uint8Array(20), 1n, ''], 'TX_SCHEMA'],
    ['a long signature', 8, new Uint8Array(65), 'TX_SCHEMA'],
  ])('%s', (_name, index, value, code) => {
    expect(codeOf(withField(index, value))).toBe(code)
  })

  test('the message names the field', () => {
    expect(decodeTransaction(withField(6, -1n))).toMatchObject({
      error: { message: 'fee: expected an amount from 0 to 2^63 - 1 base units, got -1' },
    })
  })

  test('a memo exactly as long as allowed, and one byte longer', () => {
    const memo = (bytes: number) => `${'é'.repeat(Math.floor(bytes / 2))}${'x'.repeat(bytes % 2)}`
    expect(codeOf(withField(7, [bob.address, 1n, memo(MAX_MEMO_BYTES)]))).toBe('accepted')
    expect(codeOf(withField(7, [bob.address, 1n, memo(MAX_MEMO_BYTES + 1)]))).toBe('TX_SCHEMA')
  })

  test('an amount exactly as large as allowed', () => {
    expect(codeOf(withField(7, [bob.address, MAX_AMOUNT, '']))).toBe('accepted')
    expect(codeOf(withField(7, [bob.address, MAX_AMOUNT + 1n, '']))).toBe('TX_SCHEMA')
  })

  test('the largest possible transfer fits in the size limit, and more bytes are not decoded', () => {
    const max = Number.MAX_SAFE_INTEGER
    const largest = sign(alice, {
      ...tx,
      nonce: max,
      timestamp: max as typeof tx.timestamp,
      fee: MAX_AMOUNT as Amount,
      payload: {
        kind: 'transfer',
        to: bob.address,
        amount: MAX_AMOUNT as Amount,
        memo: 'x'.repeat(MAX_MEMO_BYTES),
      },
    })
    expect(largest.bytes.length).toBe(467)
    expect(codeOf(largest.bytes)).toBe('accepted')
    expect(codeOf(encode(new Uint8Array(MAX_TRANSACTION_BYTES)))).toBe('ENCODING_TOO_LARGE')
    expect(codeOf(encode(new Uint8Array(MAX_TRANSACTION_BYTES - 5)))).toBe('TX_SCHEMA')
  })
})

describe('network and signature', () => {
  test('a signed transaction passes', async () => {
    expect(await checkTransaction(tx, rules, verify)).toEqual({ ok: true, value: undefined })
  })

  test('of another network it does not, and no signature is checked', async () => {
    const other = networkIdOf(testNetwork({ name: 'Other' }))
    const never = () => Promise.reject(new Error('asked to verify'))
    expect(await checkTransaction(tx, { ...rules, networkId: other }, never)).toMatchObject({
      error: { code: 'TX_OTHER_NETWORK' },
    })
  })

  test('with any field changed after signing it does not', async () => {
    const changes: Partial<UnsignedTransaction>[] = [
      { nonce: 1 },
      { fee: 1n as Amount },
      { timestamp: (tx.timestamp + 1) as typeof tx.timestamp },
      { sender: bob.address },
      { payload: { ...lunch, amount: 2n as Amount } },
      { payload: { ...lunch, memo: 'dinner' } },
    ]
    for (const change of changes) {
      const changed = assembleTransaction({ ...tx, ...change }, tx.signature)
      expect(await checkTransaction(changed, rules, verify)).toMatchObject({
        error: { code: 'TX_SIGNATURE' },
      })
    }
  })

  const elsewhere: Payload[] = [
    { kind: 'stake', amount: COIN as Amount },
    { kind: 'unstake', amount: COIN as Amount },
    { kind: 'evidence', first: new Uint8Array(), second: Uint8Array.of(1) },
    { kind: 'authority', action: 'remove', address: bob.address },
  ]
  test.each(elsewhere)(
    'of a kind of another consensus, $kind, it does not, and no signature is checked',
    async payload => {
      const never = () => Promise.reject(new Error('asked to verify'))
      const other = transactionOf(genesis, alice, payload, { nonce: 0 })
      expect(await checkTransaction(other, rules, never)).toMatchObject({
        error: { code: 'TX_KIND_ELSEWHERE' },
      })
    },
  )
})
