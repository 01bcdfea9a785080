import { expect, test } from 'vitest'
import { digest } from '#chain/hash.ts'
import { bytesFromBigint, bytesToHex, concatBytes, hexToBytes } from '#lib/bytes.ts'
import { utf8FromText } from '#lib/utf8.ts'
import { type BuiltBlock, testAccount } from '#testing/chain-builder.ts'
import { createSealedChain } from '#testing/sealed-chain.ts'
import { StakeLedger } from '#testing/stake-ledger.ts'
import { stakeNetwork } from '#testing/stake-network.ts'
import { proofToHash } from '../vrf.ts'
import { readPosRecord, seedFor } from './pos-record.ts'
import { sealOf } from './pos-seal.ts'

const [alice, bob] = [testAccount(1), testAccount(2)] as const
const params = stakeNetwork({
  stakes: [
    [alice, 60n],
    [bob, 40n],
  ],
})
const chain = createSealedChain(params)
const { slots } = new StakeLedger(params)
const { genesis } = chain

const recordOf = ({ record }: BuiltBlock) => readPosRecord(record.engine)
const seedAt = (parent: BuiltBlock, slot: number) => seedFor(recordOf(parent), slot, slots)
const sealAt = (parent: BuiltBlock, slot: number, by = [alice, bob]) =>
  chain.seal(parent, [], { by, from: slots.startOf(slot) })

/** By the letter of docs/protocol.md. */
const seedByHand = (mix: string, epoch: number) =>
  bytesToHex(
    digest(concatBytes(utf8FromText('tabchain epoch\n'), hexToBytes(mix), bytesFromBigint(BigInt(epoch), 8))),
  )

test('the first epoch is seeded with the network’s id, which no other network has', () => {
  const { networkId } = genesis.header
  expect(recordOf(genesis)).toEqual({ slot: 0, seed: networkId, mix: networkId, advancedAt: 0 })
  expect(seedAt(genesis, 9)).toBe(networkId)
  const other = createSealedChain({ ...params, name: 'Other' })
  expect(recordOf(other.genesis).seed).not.toBe(networkId)
})

test('every block mixes its output in', async () => {
  const block = await sealAt(genesis, 1)
  const beta = proofToHash(sealOf(block.header).proof) as Uint8Array
  expect(recordOf(block)).toEqual({
    slot: sealOf(block.header).slot,
    seed: genesis.header.networkId,
    mix: bytesToHex(digest(concatBytes(hexToBytes(genesis.header.networkId), beta))),
    advancedAt: 0,
  })
})

test('a seed holds for its epoch, and the next one’s has all outputs before it', async () => {
  const first = await sealAt(genesis, 1)
  const second = await sealAt(first, sealOf(first.header).slot + 2)
  expect(seedAt(second, 9)).toBe(seedAt(first, 9))

  expect(seedAt(second, 10)).toBe(seedByHand(recordOf(second).mix, 1))
  const third = await sealAt(second, 10)
  expect(recordOf(third).seed).toBe(seedAt(second, 10))
  // the first block of an epoch does not change its seed, only its mix
  expect(seedAt(third, 19)).toBe(recordOf(third).seed)
  expect(recordOf(third).mix).not.toBe(recordOf(second).mix)
})

test('a chain without one of the blocks has another seed afterwards', async () => {
  const one = await sealAt(genesis, 1, [alice])
  const other = await sealAt(genesis, 1, [bob])
  expect(new Set([genesis, one, other].map(block => seedAt(block, 10))).size).toBe(3)
})

test('epochs without blocks have seeds of their own', () => {
  const seeds = [0, 10, 20, 30, 1_000_000].map(slot => seedAt(genesis, slot))
  expect(new Set(seeds).size).toBe(seeds.length)
  expect(seedAt(genesis, 35)).toBe(seedByHand(genesis.header.networkId, 3))
})

test('a chain continues after skipped slots and after whole skipped epochs', async () => {
  let last = genesis
  for (const slot of [4, 9, 10, 57, 58, 4003]) {
    last = await sealAt(last, slot)
    expect(sealOf(last.header).slot).toBeGreaterThanOrEqual(slot)
  }
  expect(last.header.height).toBe(6)
})

test('a record without its fields is a bug', () => {
  for (const engine of [undefined, null, {}, { slot: 1, seed: 'aa' }]) {
    expect(() => readPosRecord(engine)).toThrow('seed of a lottery')
  }
})
