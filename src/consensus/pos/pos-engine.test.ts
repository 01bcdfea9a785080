import { describe, expect, test } from 'vitest'
import { type Amount, COIN } from '#chain/amount.ts'
import type { Payload } from '#chain/transaction/transaction.ts'
import { known } from '#lib/assert.ts'
import { bytesEqual, bytesToHex } from '#lib/bytes.ts'
import { ancestryOf, type BuiltBlock, type TestAccount, testAccount } from '#testing/chain-builder.ts'
import { createSealedChain, recorded } from '#testing/sealed-chain.ts'
import { createSlotTickets } from '#testing/slot-tickets.ts'
import { StakeLedger } from '#testing/stake-ledger.ts'
import { stakeNetwork } from '#testing/stake-network.ts'
import { transactionOf } from '#testing/transaction-of.ts'
import { engineSuite } from '../engine.suite.ts'
import { isPreferred } from '../fork-choice.ts'
import { output } from '../vrf.ts'
import { tieValue } from './lottery.ts'
import { sealOf } from './pos-seal.ts'

const [alice, bob, carol, dave] = [1, 2, 3, 4].map(testAccount) as [
  TestAccount,
  TestAccount,
  TestAccount,
  TestAccount,
]
const stakers = [alice, bob, carol]

const params = stakeNetwork({
  stakes: [
    [alice, 50n],
    [bob, 30n],
    [carol, 20n],
  ],
  rich: [alice, bob, carol, dave],
})
const chain = createSealedChain(params)
const { engine, genesis } = chain
const ledger = new StakeLedger(params)
const { slots, alphaOn } = createSlotTickets(chain)

const act = (by: TestAccount, nonce: number, payload: Payload) =>
  transactionOf(params, by, payload, { nonce })
const coins = (amount: bigint) => (amount * COIN) as Amount

/** Stakes that are added, removed and slashed. */
const actsAt: Record<number, (readonly [TestAccount, number, Payload])[]> = {
  2: [
    [dave, 0, { kind: 'stake', amount: coins(40n) }],
    [alice, 0, { kind: 'unstake', amount: coins(10n) }],
  ],
  6: [[dave, 1, ledger.evidence(carol, 1)]],
  8: [[carol, 0, { kind: 'stake', amount: coins(15n) }]],
}

engineSuite('proof of stake', {
  network: () => params,
  accounts: [...stakers, dave],
  clone: structuredClone,
  transactions: height => (actsAt[height] ?? []).map(args => act(...args)),
})

const lastOf = (blocks: readonly BuiltBlock[]): BuiltBlock => known(blocks.at(-1), 'last block')

test('stakes are added, removed and slashed on a chain, all by transactions', async () => {
  let tip = genesis
  for (let height = 1; height <= 8; height++) {
    const acts = (actsAt[height] ?? []).map(args => act(...args))
    tip = await chain.seal(tip, acts, { by: [alice, bob] })
    expect(tip.applied?.receipts.map(({ status }) => status)).toEqual(acts.map(() => 'applied'))
  }
  expect(engine.facts(tip.state, ancestryOf(tip))).toMatchObject({
    type: 'pos',
    waiting: { blocks: expect.any(Number), majority: expect.any(Boolean) },
    stakers: [
      { address: dave.address, staked: coins(40n) },
      { address: alice.address, staked: coins(40n) },
      { address: bob.address, staked: coins(30n) },
      { address: carol.address, staked: coins(15n), unbonding: [{ amount: coins(8n) }] },
    ],
  })
})

describe('weight', () => {
  test('is all that counts in the slot’s epoch, whoever won', async () => {
    const blocks = await chain.extend(genesis, 5, { by: stakers })
    for (const { header } of blocks) expect(engine.weight(header)).toBe(coins(100n))
    expect(genesis.record.totalWeight).toBe(coins(100n))
    expect(lastOf(blocks).record.totalWeight).toBe(coins(600n))
  })

  test('longer but lighter does not win: blocks after a slash weigh less', async () => {
    const evidence = act(dave, 0, ledger.evidence(alice, 1))
    // carol alone is not a majority of the rest, so that nothing is justified there
    const slashed = await chain.seal(genesis, [evidence], { by: [carol] })
    const light = await chain.extend(slashed, 3, { by: [carol] })
    const heavy = await chain.extend(genesis, 3, { by: stakers })
    expect(light.length + 1).toBeGreaterThan(heavy.length)
    // 100 + 3 · 50 against 3 · 100
    expect(lastOf(light).record.totalWeight).toBe(coins(100n + 250n))
    expect(isPreferred(engine, recorded(lastOf(light)), recorded(lastOf(heavy)))).toBe(false)
    expect(isPreferred(engine, recorded(lastOf(heavy)), recorded(lastOf(light)))).toBe(true)
  })

  test('longer but lighter does not win: a chain that others staked on weighs more', async () => {
    const joined = await chain.seal(genesis, [act(dave, 0, { kind: 'stake', amount: coins(300n) })], {
      by: stakers,
    })
    // both continue in epoch 2, where one has 400 at stake and the other 100
    const heavy = await chain.seal(joined, [], { by: stakers, from: slots.startOf(20) })
    const alone = await chain.seal(genesis, [], { by: stakers, from: slots.startOf(20) })
    const light = [alone, ...(await chain.extend(alone, 3, { by: stakers }))]
    expect(lastOf(light).header.height).toBeGreaterThan(heavy.header.height)
    expect(lastOf(light).record.totalWeight).toBe(coins(500n))
    expect(heavy.record.totalWeight).toBe(coins(600n))
    expect(isPreferred(engine, recorded(lastOf(light)), recorded(heavy))).toBe(false)
  })

  test('that is equal prefers the lower output in proportion, whichever was first', async () => {
    const tips = await Promise.all(
      stakers.map(async by => chain.seal(genesis, [], { by: [by], from: slots.startOf(3) })),
    )
    const values = tips.map(({ header }) => {
      const account = known(
        stakers.find(({ address }) => bytesEqual(address, header.producer)),
        'producer',
      )
      const { slot, ...seal } = sealOf(header)
      return tieValue(output(account.secretKey, alphaOn(genesis, slot)), seal)
    })
    expect(tips.map(({ header }) => engine.tieBreak(header))).toEqual(values)
    expect(new Set(values).size).toBe(3)
    for (const [i, a] of tips.entries()) {
      for (const [j, b] of tips.entries()) {
        const isLower = known(values[i], 'value') < known(values[j], 'value')
        expect(isPreferred(engine, recorded(a), recorded(b))).toBe(isLower)
      }
    }
  })

  test('genesis has a tie-break too, though it won nothing', () => {
    expect(engine.tieBreak(genesis.header)).toBe(0n)
  })
})

describe('an offence', () => {
  test('is identified by its signer and its slot', () => {
    const [one, other] = [ledger.header(alice, 7, 1), ledger.header(alice, 7, 2)]
    expect(engine.offenceKey(one)).toBe(`${bytesToHex(alice.address)}/7`)
    expect(engine.offenceKey(other)).toBe(engine.offenceKey(one))
    expect(engine.offenceKey(ledger.header(alice, 8, 1))).not.toBe(engine.offenceKey(one))
    expect(engine.offenceKey(ledger.header(bob, 7, 1))).not.toBe(engine.offenceKey(one))
  })

  test('has one payload, whichever header was seen first', () => {
    const [one, other] = [ledger.header(alice, 7, 1), ledger.header(alice, 7, 2)]
    expect(engine.evidenceOf(one, other)).toEqual(engine.evidenceOf(other, one))
  })
})
