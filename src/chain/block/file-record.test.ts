import { expect, test } from 'vitest'
import { createChainBuilder, testAccount, testNetwork, transferOf } from '#testing/chain-builder.ts'
import { transactionOf } from '#testing/transaction-of.ts'
import { decode } from '../codec.ts'
import { hashToBytes } from '../hash.ts'
import { EMPTY_MERKLE_ROOT, merklePath, merkleRoot, rootAbove } from '../merkle.ts'
import { fileLeaves, filesRoot } from './block-roots.ts'
import { encodeFileRecord } from './file-record.ts'

const alice = testAccount(1)
const params = testNetwork({}, [alice])
const cid = Uint8Array.of(1, 0x70, 0x12, 0x20, ...new Uint8Array(32).fill(9))

const record = (name: string, nonce: number) =>
  transactionOf(
    params,
    alice,
    { kind: 'file', cid, name, sizeBytes: 70_000, mediaType: 'image/png', note: 'holiday' },
    { nonce },
  )
const payment = transferOf(params, alice, { to: testAccount(2).address, nonce: 1 })
const transactions = [record('a.png', 0), payment, record('b.png', 2)]

test('a record contains the file, its sender and the transaction', () => {
  const [first] = transactions
  if (first === undefined) throw new Error('there is a first')
  const bytes = encodeFileRecord(first) ?? new Uint8Array()
  expect(decode(bytes)).toEqual({
    ok: true,
    value: [cid, 'a.png', 70_000n, 'image/png', 'holiday', alice.address, hashToBytes(first.id)],
  })
})

test('a transaction of another kind records no file', () => {
  expect(encodeFileRecord(payment)).toBeUndefined()
  expect(fileLeaves([payment])).toEqual([])
  expect(filesRoot([payment])).toBe(EMPTY_MERKLE_ROOT)
})

test('the root is over the files alone, in the order of their transactions', () => {
  const leaves = fileLeaves(transactions)
  expect(leaves.length).toBe(2)
  expect(filesRoot(transactions)).toBe(merkleRoot(leaves))
  expect(filesRoot(transactions.toReversed())).not.toBe(filesRoot(transactions))
  expect(filesRoot(transactions.filter(tx => tx !== payment))).toBe(filesRoot(transactions))
})

test('two records of one file differ by their transactions', () => {
  const leaves = fileLeaves([record('a.png', 0), record('a.png', 1)])
  expect(leaves[0]).not.toEqual(leaves[1])
})

test('a file is shown to be in a block by a path to its header', () => {
  const chain = createChainBuilder(params)
  const { header } = chain.build(chain.genesis, transactions)
  const leaves = fileLeaves(transactions)
  const path = merklePath(leaves, 1)
  expect(rootAbove(leaves[1] ?? new Uint8Array(), path)).toBe(header.fileRoot)
  expect(rootAbove(leaves[0] ?? new Uint8Array(), path)).not.toBe(header.fileRoot)
})
