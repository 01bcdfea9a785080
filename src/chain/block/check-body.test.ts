import { describe, expect, test } from 'vitest'
import { createChainBuilder, testAccount, testNetwork, transferOf } from '#testing/chain-builder.ts'
import { transactionOf } from '#testing/transaction-of.ts'
import type { NetworkRules } from '../apply/consensus-rules.ts'
import { encode } from '../codec.ts'
import { networkIdOf } from '../genesis/network-id.ts'
import { MAX_TRANSACTION_BYTES } from '../limits.ts'
import { type BatchVerifier, batchOf, createSignatureVerifier } from '../signature.ts'
import type { Transaction } from '../transaction/transaction.ts'
import { assembleTransaction } from '../transaction/transaction-codec.ts'
import { filesRoot, transactionsRoot } from './block-roots.ts'
import { decodeBody, encodeBody } from './body-codec.ts'
import { checkBody } from './check-body.ts'
import type { Header } from './header.ts'
import { assembleHeader } from './header-codec.ts'

const alice = testAccount(1)
const bob = testAccount(2)
const params = testNetwork({}, [alice])
const chain = createChainBuilder(params)
const rules: NetworkRules = { genesis: params, networkId: networkIdOf(params), engine: chain.engine }
const verify = batchOf(createSignatureVerifier())

const pay = (nonce: number): Transaction => transferOf(params, alice, { to: bob.address, nonce })
const transactions = [pay(0), pay(1), pay(2)]
const { header } = chain.build(chain.genesis, transactions)

/** The header as it would be over these transactions. */
const headerOver = (list: readonly Transaction[]): Header =>
  assembleHeader({
    ...header,
    txRoot: transactionsRoot(list.map(tx => tx.id)),
    fileRoot: filesRoot(list),
  })

const withLimits = (limits: Partial<typeof params.limits>): NetworkRules => ({
  ...rules,
  genesis: { ...params, limits: { ...params.limits, ...limits } },
})

const codeOf = (body: Uint8Array, limits = params.limits) => {
  const decoded = decodeBody(body, limits)
  return decoded.ok ? 'accepted' : decoded.error.code
}

test('a body decodes to the transactions that were encoded', () => {
  expect(decodeBody(encodeBody(transactions), params.limits)).toEqual({ ok: true, value: transactions })
  expect(decodeBody(encodeBody([]), params.limits)).toEqual({ ok: true, value: [] })
})

test('a valid body passes', async () => {
  expect(await checkBody(header, transactions, rules, verify)).toEqual({ ok: true, value: undefined })
})

describe('limits, exactly at and one over', () => {
  const size = encodeBody(transactions).length

  test('bytes', async () => {
    const at = withLimits({ blockBytes: size })
    const over = withLimits({ blockBytes: size - 1 })
    expect(codeOf(encodeBody(transactions), at.genesis.limits)).toBe('accepted')
    expect(codeOf(encodeBody(transactions), over.genesis.limits)).toBe('BLOCK_TOO_LARGE')
    expect((await checkBody(header, transactions, at, verify)).ok).toBe(true)
    expect(await checkBody(header, transactions, over, verify)).toMatchObject({
      error: { code: 'BLOCK_TOO_LARGE' },
    })
  })

  test('transactions', async () => {
    const at = withLimits({ blockTransactions: 3 })
    const over = withLimits({ blockTransactions: 2 })
    expect(codeOf(encodeBody(transactions), at.genesis.limits)).toBe('accepted')
    expect(codeOf(encodeBody(transactions), over.genesis.limits)).toBe('BLOCK_TOO_MANY_TRANSACTIONS')
    expect((await checkBody(header, transactions, at, verify)).ok).toBe(true)
    expect(await checkBody(header, transactions, over, verify)).toMatchObject({
      error: { code: 'BLOCK_TOO_MANY_TRANSACTIONS' },
    })
  })

  test('a transaction in a body is as bounded as one by itself', () => {
    const large = encode([new Uint8Array(MAX_TRANSACTION_BYTES + 1)])
    expect(codeOf(large)).toBe('ENCODING_TOO_LARGE')
  })
})

test.each([
  ['not a list', encode('body'), 'BLOCK_SCHEMA'],
  ['a list of something else', encode([[1]]), 'BLOCK_SCHEMA'],
  ['an item that is not a transaction', encode([new Uint8Array([1])]), 'TX_SCHEMA'],
  ['a list in long form', Uint8Array.from([0x98, 0]), 'ENCODING_NOT_CANONICAL'],
])('%s is not a body', (_name, bytes, code) => {
  expect(codeOf(bytes)).toBe(code)
})

test('a transaction less, more or in another order breaks the root', async () => {
  const [a, b, c] = transactions as [Transaction, Transaction, Transaction]
  for (const list of [[a, b], [a, b, c, pay(3)], [b, a, c], []]) {
    expect(await checkBody(header, list, rules, verify)).toMatchObject({ error: { code: 'BLOCK_TX_ROOT' } })
  }
})

test('a transaction that occurs twice is rejected even where the header commits to it', async () => {
  const twice = [...transactions, pay(0)]
  expect(await checkBody(headerOver(twice), twice, rules, verify)).toMatchObject({
    error: { code: 'BLOCK_DUPLICATE_TX' },
  })
})

test('files that no transaction records are refused', async () => {
  const withFiles = assembleHeader({ ...header, fileRoot: header.txRoot })
  expect(await checkBody(withFiles, transactions, rules, verify)).toMatchObject({
    error: { code: 'BLOCK_FILE_ROOT' },
  })
})

describe('files', () => {
  const cid = Uint8Array.of(1, 0x55, 0x12, 0x20, ...new Uint8Array(32))
  const record = (name: string, nonce: number) =>
    transactionOf(
      params,
      alice,
      { kind: 'file', cid, name, sizeBytes: 1, mediaType: '', note: '' },
      { nonce },
    )
  const list = [pay(0), record('a.txt', 1), record('b.txt', 2)]

  test('that the transactions record pass', async () => {
    expect(await checkBody(headerOver(list), list, rules, verify)).toEqual({ ok: true, value: undefined })
  })

  test('in another order, or left out, are refused', async () => {
    const [a, b, c] = list as [Transaction, Transaction, Transaction]
    for (const files of [[a, c, b], [a, b], []]) {
      const other = assembleHeader({ ...headerOver(list), fileRoot: filesRoot(files) })
      expect(await checkBody(other, list, rules, verify)).toMatchObject({
        error: { code: 'BLOCK_FILE_ROOT' },
      })
    }
  })
})

test('a transaction of another consensus is refused', async () => {
  const list = [
    ...transactions,
    transactionOf(params, alice, { kind: 'stake', amount: 1n as never }, { nonce: 3 }),
  ]
  expect(await checkBody(headerOver(list), list, rules, verify)).toMatchObject({
    error: { code: 'TX_KIND_ELSEWHERE' },
  })
})

test('a transaction of another network is refused', async () => {
  const foreign = transferOf(testNetwork({ name: 'Other' }), alice, { to: bob.address, nonce: 3 })
  const list = [...transactions, foreign]
  expect(await checkBody(headerOver(list), list, rules, verify)).toMatchObject({
    error: { code: 'TX_OTHER_NETWORK' },
  })
})

test('all signatures are checked as one batch, and none where a cheaper rule is broken', async () => {
  const batches: number[] = []
  const counting: BatchVerifier = items => {
    batches.push(items.length)
    return verify(items)
  }
  expect((await checkBody(header, transactions, rules, counting)).ok).toBe(true)
  expect((await checkBody(chain.genesis.header, [], rules, counting)).ok).toBe(true)
  expect(batches).toEqual([3, 0])

  const foreign = transferOf(testNetwork({ name: 'Other' }), alice, { to: bob.address, nonce: 3 })
  const list = [assembleTransaction(pay(0), new Uint8Array(64)), pay(1), foreign]
  expect(await checkBody(headerOver(list), list, rules, counting)).toMatchObject({
    error: { code: 'TX_OTHER_NETWORK' },
  })
  expect(batches).toEqual([3, 0])
})

test('of several bad signatures the first is reported', async () => {
  const forge = (tx: Transaction) => assembleTransaction(tx, new Uint8Array(64).fill(1))
  const list = [pay(0), forge(pay(1)), forge(pay(2))]
  const result = await checkBody(headerOver(list), list, rules, verify)
  expect(result).toMatchObject({ error: { code: 'TX_SIGNATURE' } })
  expect(result.ok ? '' : result.error.message).toContain(list[1]?.id)
})
