import { IDBFactory } from 'fake-indexeddb'
import { expect, test } from 'vitest'
import type { Address } from '#chain/address.ts'
import { applyBlock } from '#chain/apply/apply-block.ts'
import { encodeJournal } from '#chain/apply/journal.ts'
import { encodeReceipt } from '#chain/block/receipt-codec.ts'
import type { CborValue } from '#chain/codec.ts'
import { MAX_BLOCK_RECEIPT_BYTES, MAX_BLOCK_UNDO_BYTES } from '#chain/limits.ts'
import type { RuleCode } from '#chain/rules.ts'
import { createSignatureVerifier } from '#chain/signature.ts'
import { contractAddress } from '#chain/state/contract.ts'
import type { Transaction } from '#chain/transaction/transaction.ts'
import { known } from '#lib/assert.ts'
import type { UnixMs } from '#lib/clock.ts'
import { Mempool } from '#node/pool/mempool.ts'
import { selectTransactions } from '#node/produce/select-transactions.ts'
import { createDexieChainStore } from '#storage/dexie-chain-store.ts'
import { openChainDatabase } from '#storage/schema.ts'
import { type BuiltBlock, TEST_GENESIS_TIME, testAccount, testNetwork } from '#testing/chain-builder.ts'
import { deployPayload, invokePayload } from '#testing/contract-world.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { createFakeContractRuntime } from '#testing/fake-contract-runtime.ts'
import { createSealedChain } from '#testing/sealed-chain.ts'
import { transactionOf } from '#testing/transaction-of.ts'
import { importBlocks } from './import/import-blocks.ts'
import { openChain } from './open-chain.ts'

/** Fewer than a call may write: values of a hoard and events of a keeper. */
const VALUES = 8n
const VALUE_BYTES = 60_000n
const TELLINGS = 256n
const TOLD_CHARACTERS = 1_900

const [alice, miner, other] = [testAccount(1), testAccount(2), testAccount(3)]
const params = testNetwork({}, [alice])
const by = [miner]

interface Stage {
  readonly parent: BuiltBlock
  readonly nonce: number
  readonly contract: Address
}

const contracts = createFakeContractRuntime()
const chain = createSealedChain(params, contracts)

/** A chain with this contract and these calls, one block for each list. */
async function staged(name: 'Hoard' | 'Keeper' | 'Ender', fills: readonly CborValue[][][] = []) {
  const blocks: BuiltBlock[] = []
  let nonce = 0
  const add = async (transactions: Transaction[]) => {
    nonce += transactions.length
    blocks.push(await chain.seal(blocks.at(-1) ?? chain.genesis, transactions, { by }))
  }
  await add([transactionOf(params, alice, deployPayload(name), { nonce })])
  const contract = contractAddress(alice.address, 0)
  for (const fill of fills) await add(fill.map((args, i) => call(contract, nonce + i, 'fill', args)))
  const parent = known(blocks.at(-1), 'block')
  return { blocks, stage: { parent, nonce, contract } satisfies Stage }
}

const call = (
  contract: Address,
  nonce: number,
  method: string,
  args: readonly CborValue[],
  gasLimit = 500_000n,
) =>
  transactionOf(params, alice, invokePayload(contract, method, args, { gasLimit }), {
    nonce,
    fee: 1_000_000n,
  })

const hoarding = [16, 2].map((count, block) =>
  Array.from({ length: count }, (_, i) => [BigInt(block * 16 + i) * VALUES, VALUES, VALUE_BYTES]),
)
const SMALL = 1_000_000n

/** For each limit, a family of blocks by a number; the test searches the largest valid number. */
const LIMITS = {
  BLOCK_GAS: {
    stage: () => staged('Ender'),
    transactions: ({ contract, nonce }: Stage, n: number) =>
      [BigInt(n), 500_000_000n].map((gas, i) => call(contract, nonce + i, 'burn', [gas], 900_000_000n)),
    most: 600_000_000,
  },
  BLOCK_RECEIPTS: {
    stage: () => staged('Keeper'),
    transactions: ({ contract, nonce }: Stage, n: number) =>
      [...Array(16).fill(TOLD_CHARACTERS), n].map((length, i) =>
        call(contract, nonce + i, 'tell', [TELLINGS, 'x'.repeat(length)]),
      ),
    most: TOLD_CHARACTERS,
  },
  BLOCK_UNDO: {
    stage: () => staged('Hoard', [...hoarding, [[SMALL, 5_000n, 1n]]]),
    transactions: ({ contract, nonce }: Stage, n: number) =>
      [...hoarding.flat().slice(0, 17), [SMALL, BigInt(n)]].map((args, i) =>
        call(contract, nonce + i, 'clear', args),
      ),
    most: 5_000,
  },
} satisfies Partial<Record<RuleCode, unknown>>

test.each(Object.entries(LIMITS))(
  'the largest block within %s is applied, stored, found after a restart, and undone',
  async (code, limit) => {
    const { blocks, stage } = await limit.stage()
    const { parent } = stage
    const context = {
      height: parent.header.height + 1,
      timestamp: 0 as UnixMs,
      producer: miner.address,
      final: undefined,
    }
    const tried = (n: number) =>
      applyBlock(
        parent.state,
        { transactions: limit.transactions(stage, n), ...context },
        { genesis: params, engine: chain.engine },
      )
    const largest = lastThat(limit.most, n => tried(n).ok)
    expect(tried(largest + 1)).toMatchObject({ ok: false, error: { code } })
    const block = await chain.seal(parent, limit.transactions(stage, largest), { by })
    const { receipts, journal } = known(block.applied, 'applied block')
    expect(receipts.map(({ code }) => code)).toEqual(receipts.map(() => ''))
    const receiptBytes = receipts.reduce((sum, receipt) => sum + encodeReceipt(receipt).length, 0)
    if (code === 'BLOCK_RECEIPTS') expect(receiptBytes).toBeGreaterThan(MAX_BLOCK_RECEIPT_BYTES - 1_000)
    if (code === 'BLOCK_UNDO')
      expect(encodeJournal(journal).length).toBeGreaterThan(MAX_BLOCK_UNDO_BYTES * 0.97)

    const disk = new IDBFactory()
    const open = async () => {
      const store = createDexieChainStore(openChainDatabase('largest', disk))
      const clock = createFakeClock(TEST_GENESIS_TIME + 86_400_000)
      const verify = createSignatureVerifier()
      return (await openChain({ genesis: params, store, verify, clock, contracts })).chain
    }
    const first = await open()
    expect((await importBlocks(first, [...blocks, block])).type).toBe('extended')
    first.store.close()

    const again = await open()
    expect(again.tip.header.id).toBe(block.header.id)
    const fork = await chain.extend(parent, 2, { by: [other] })
    expect((await importBlocks(again, fork)).type).toBe('reorganised')
    expect(again.tip.header.id).toBe(fork[1]?.header.id)
    // and undone, from its stored journal
    const back = await chain.extend(block, 2, { by })
    expect((await importBlocks(again, back)).type).toBe('reorganised')
    again.store.close()
  },
)

test.each(Object.entries(LIMITS))(
  'a block filled from a pool with more than %s allows is valid',
  async (_, limit) => {
    const { stage } = await limit.stage()
    const { parent } = stage
    const pool = new Mempool({ engine: chain.engine, limits: params.limits, onDropped: () => {} })
    for (const tx of limit.transactions(stage, limit.most)) {
      expect(pool.add(tx, parent.state, params.timestamp)).toMatchObject({ ok: true })
    }
    const rules = { genesis: params, engine: chain.engine }
    const block = {
      height: parent.header.height + 1,
      timestamp: params.timestamp,
      producer: miner.address,
      final: undefined,
    }
    const transactions = selectTransactions(pool, parent.state, block, rules)
    expect(transactions.length).toBeGreaterThan(0)
    expect(transactions.length).toBeLessThan(pool.size)
    expect(applyBlock(parent.state, { transactions, ...block }, rules)).toMatchObject({ ok: true })
  },
)

/** The largest number up to `most` for which it holds, if it holds for all smaller ones. */
function lastThat(most: number, holds: (n: number) => boolean): number {
  let [low, high] = [0, most]
  while (low + 1 < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) low = middle
    else high = middle
  }
  return low
}
