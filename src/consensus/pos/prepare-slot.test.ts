import { describe, expect, test } from 'vitest'
import { type Amount, COIN } from '#chain/amount.ts'
import type { UnixMs } from '#lib/clock.ts'
import { ancestryOf, type BuiltBlock, type TestAccount, testAccount } from '#testing/chain-builder.ts'
import { createSealedChain, recorded, sealingKey } from '#testing/sealed-chain.ts'
import { createSlotTickets } from '#testing/slot-tickets.ts'
import { stakeNetwork } from '#testing/stake-network.ts'
import { transactionOf } from '#testing/transaction-of.ts'
import { NO_SIGNATURE } from '../finality/no-signature.ts'
import { prove } from '../vrf.ts'

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
const { slots, slotOf, alphaOn, shareOn, isWinOn, slotThat } = createSlotTickets(chain)
const stakeOfDave = transactionOf(
  params,
  dave,
  { kind: 'stake', amount: (10n * COIN) as Amount },
  { nonce: 0 },
)

describe('who may produce', () => {
  const ask = (
    parent: BuiltBlock,
    now: number,
    by: readonly TestAccount[],
    earliest = parent.header.timestamp + 1,
  ) =>
    engine.prepare({
      parent: recorded(parent),
      ancestry: ancestryOf(parent),
      state: parent.state,
      keys: by.map(sealingKey),
      now: now as UnixMs,
      earliest: earliest as UnixMs,
      wantedSince: parent.header.timestamp,
      sinceOf: async () => parent.header.height + 1,
    })
  const share = shareOn(genesis, alice, 1)

  test('is the winner of the slot, at once and until it ends', async () => {
    const won = slotThat(genesis, alice, share, true)
    for (const now of [slots.startOf(won), slots.startOf(won + 1) - 1]) {
      expect(await ask(genesis, now, [alice])).toMatchObject({
        status: 'ready',
        timestamp: now,
        key: { address: alice.address },
        seal: [
          BigInt(won),
          share.stake,
          share.total,
          1n,
          0n,
          0n,
          prove(alice.secretKey, alphaOn(genesis, won)),
          NO_SIGNATURE,
        ],
      })
    }
  })

  test('is the winner of the slot of the least allowed time, if the clock is behind it', async () => {
    const won = slotThat(genesis, alice, share, true)
    const earliest = slots.startOf(won) + 17
    expect(await ask(genesis, slots.startOf(0), [alice], earliest)).toMatchObject({
      status: 'ready',
      timestamp: earliest,
    })
  })

  test('is the first of its keys that won', async () => {
    const won = slotThat(genesis, alice, share, true)
    const others = [testAccount(50), bob, carol, alice].filter(
      account => account === alice || !isWinOn(genesis, account, won, shareOn(genesis, account, won)),
    )
    expect(others.length).toBeGreaterThan(1)
    expect(await ask(genesis, slots.startOf(won), others)).toMatchObject({ key: { address: alice.address } })
  })

  test('else waits for the next slot', async () => {
    const lost = slotThat(genesis, alice, share, false)
    expect(await ask(genesis, slots.startOf(lost) + 1234, [alice])).toEqual({
      status: 'wait',
      waitUntil: slots.startOf(lost + 1),
      reason: `slot ${lost} was not won`,
    })
  })

  test('waits while the slot is the parent’s, or an earlier one', async () => {
    const parent = await chain.seal(genesis, [], { by: stakers, from: slots.startOf(7) })
    for (const now of [
      slots.startOf(3),
      slots.startOf(slotOf(parent)),
      slots.startOf(slotOf(parent) + 1) - 1,
    ]) {
      expect(await ask(parent, now, stakers)).toMatchObject({
        status: 'wait',
        waitUntil: slots.startOf(slotOf(parent) + 1),
      })
    }
  })

  test('waits for the epoch in which its stake counts', async () => {
    const block = await chain.seal(genesis, [stakeOfDave], {
      by: stakers,
    })
    expect(await ask(block, slots.startOf(15), [testAccount(50), dave])).toEqual({
      status: 'wait',
      waitUntil: slots.startOf(20),
      reason: 'no stake of yours counts yet; the first one counts from epoch 2 on',
    })
    expect(await ask(block, slots.startOf(20), [dave])).not.toMatchObject({ waitUntil: slots.startOf(20) })
  })

  test('without a stake waits for nothing', async () => {
    const preparation = await ask(genesis, slots.startOf(5), [dave, testAccount(50)])
    expect(preparation).toEqual({ status: 'wait', reason: 'none of your addresses has a stake' })
  })
})
