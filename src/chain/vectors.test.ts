import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { bytesToHex, hexToBytes } from '#lib/bytes.ts'
import type { BuiltBlock } from '#testing/chain-builder.ts'
import { GOLDEN_BLOCKS, goldenChain } from '#testing/golden/golden-chain.ts'
import { GOLDEN_ENGINES, GOLDEN_NETWORKS, type GoldenEngine } from '#testing/golden/golden-networks.ts'
import {
  type ChainVector,
  chainVector,
  goldenTransactions,
  type NetworkVector,
  networkVector,
  type TransactionVector,
  transactionVector,
} from '#testing/golden/golden-vectors.ts'
import { openJudge } from '#testing/judge.ts'
import { decodeBody, encodeBody } from './block/body-codec.ts'
import { decodeHeader } from './block/header-codec.ts'
import { decodeReceipt, encodeReceipt } from './block/receipt-codec.ts'
import { decodeGenesis } from './genesis/decode-genesis.ts'
import { encodeGenesis } from './genesis/encode-genesis.ts'
import { FAILURES } from './rules.ts'
import { createSignatureVerifier } from './signature.ts'
import { KINDS } from './transaction/kinds.ts'
import { decodeTransaction, signingBytes } from './transaction/transaction-codec.ts'

/**
 * Bytes and roots that every version of this software, and every other implementation, must produce. They are
 * frozen: a change splits every running network, so docs/protocol.md needs a new version of the rules first.
 * Only then does `UPDATE_VECTORS=1` write them anew.
 */
const FOLDER = new URL('./vectors/', import.meta.url)
const isUpdate = process.env.UPDATE_VECTORS === '1'

/** The frozen content of this file; while updating, the current one. */
function frozen<T>(name: string, current: () => T): T {
  const file = new URL(name, FOLDER)
  if (isUpdate) writeFileSync(file, `${JSON.stringify(current(), null, 2)}\n`)
  expect(existsSync(file), name).toBe(true)
  return JSON.parse(readFileSync(file, 'utf8'))
}

const chains = {} as Record<GoldenEngine, readonly BuiltBlock[]>

beforeAll(async () => {
  for (const type of GOLDEN_ENGINES) chains[type] = await goldenChain(type)
})

/** One entry for each engine. */
const perEngine = <T>(vectorOf: (type: GoldenEngine) => T) =>
  Object.fromEntries(GOLDEN_ENGINES.map(type => [type, vectorOf(type)])) as Record<GoldenEngine, T>

describe('transactions', () => {
  const current = () => goldenTransactions().map(transactionVector)
  const vectors = () => frozen<TransactionVector[]>('transactions.json', current)

  test('of every kind have the frozen bytes and ids', () => {
    expect(current()).toEqual(vectors())
    expect(vectors().map(({ kind }) => kind)).toEqual(Object.keys(KINDS))
  })

  test('are decoded from the frozen bytes, and signed', async () => {
    const verify = createSignatureVerifier()
    for (const { kind, id, bytes, signed } of vectors()) {
      const tx = decodeTransaction(hexToBytes(bytes))
      if (!tx.ok) throw new Error(`${kind}: ${tx.error.message}`)
      expect({ id: tx.value.id, kind: tx.value.payload.kind }).toEqual({ id, kind })
      expect(bytesToHex(signingBytes(tx.value))).toBe(signed)
      expect(await verify(tx.value.sender, hexToBytes(signed), tx.value.signature)).toBe(true)
    }
  })
})

describe('networks', () => {
  const current = () => perEngine(type => networkVector(type, chains[type]))
  const vectors = () => frozen<Record<GoldenEngine, NetworkVector>>('networks.json', current)

  test('with their first blocks have the frozen bytes, ids and receipts', () => {
    expect(current()).toEqual(vectors())
  })

  test.each(GOLDEN_ENGINES)('%s is decoded from the frozen bytes', type => {
    const { genesis, header, id, body, receipts } = vectors()[type]
    const params = decodeGenesis(hexToBytes(genesis))
    expect(params).toEqual({ ok: true, value: GOLDEN_NETWORKS[type] })
    expect(bytesToHex(encodeGenesis(GOLDEN_NETWORKS[type]))).toBe(genesis)
    expect(decodeHeader(hexToBytes(header))).toMatchObject({ ok: true, value: { id, height: 1 } })
    const transactions = decodeBody(hexToBytes(body), GOLDEN_NETWORKS[type].limits)
    expect(transactions.ok && bytesToHex(encodeBody(transactions.value))).toBe(body)
    for (const receipt of receipts) {
      const read = decodeReceipt(hexToBytes(receipt))
      expect(read.ok && bytesToHex(encodeReceipt(read.value))).toBe(receipt)
    }
  })

  test('have a first block with every kind of transaction, between them', () => {
    const kinds = Object.values(chains).flatMap(([, first]) => first?.transactions.map(tx => tx.payload.kind))
    const ofCode = ['deploy', 'invoke']
    expect(new Set([...kinds, ...ofCode])).toEqual(new Set(Object.keys(KINDS)))
  })
})

describe(`chains of ${GOLDEN_BLOCKS} blocks`, () => {
  const current = () => perEngine(type => chainVector(chains[type]))
  const vectors = () => frozen<Record<GoldenEngine, ChainVector>>('chains.json', current)

  test('have the frozen state roots', () => {
    expect(current()).toEqual(vectors())
  })

  test.each(GOLDEN_ENGINES)('%s: a node accepts all of it and computes the same roots', async type => {
    const { tip, stateRoots } = vectors()[type]
    const judge = await openJudge(GOLDEN_NETWORKS[type])
    expect(await judge.all(chains[type].slice(1))).toBe('extended')
    expect(judge.chain.tip.header).toMatchObject({ id: tip, height: GOLDEN_BLOCKS })
    expect(judge.chain.state.root()).toBe(stateRoots.at(-1))
  })

  test('have rising and falling difficulty, skipped slots, and authorities that were passed over', () => {
    const seals = (type: GoldenEngine) => chains[type].slice(1).map(({ header }) => header.seal)
    expect(new Set(seals('pow').map(([target]) => String(target))).size).toBeGreaterThan(GOLDEN_BLOCKS / 4)
    expect(seals('pos').at(-1)?.[0]).toBeGreaterThan(BigInt(GOLDEN_BLOCKS))
    expect(new Set(seals('poa').map(([offset]) => offset))).toEqual(new Set([0n, 1n]))
  })

  test('contain most failures', () => {
    const codes = Object.values(chains).flatMap(blocks =>
      blocks.flatMap(block => block.applied?.receipts.map(receipt => receipt.code) ?? []),
    )
    const missing = FAILURES.filter(code => !codes.includes(code))
    // contracts do not run here: the outcomes of code are frozen with the machine that runs it
    const ofCode = FAILURES.slice(FAILURES.indexOf('CONTRACT_UNKNOWN'))
    const unsettled = ['STAKE_UNSETTLED', 'AUTHORITY_UNSETTLED']
    expect(missing.toSorted()).toEqual(
      ['OVERFLOW', 'EVIDENCE_INVALID', 'AUTHORITY_TOO_MANY', ...unsettled, ...ofCode].toSorted(),
    )
  })
})
