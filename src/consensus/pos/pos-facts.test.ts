import { describe, expect, test } from 'vitest'
import { addressFromBytes } from '#chain/address.ts'
import { type Amount, COIN } from '#chain/amount.ts'
import { StateDraft } from '#chain/state/state-draft.ts'
import { bytesFromBigint } from '#lib/bytes.ts'
import { testAccount } from '#testing/chain-builder.ts'
import { StakeLedger } from '#testing/stake-ledger.ts'
import { stakeNetwork } from '#testing/stake-network.ts'
import { addBond } from './bond-queue.ts'
import { MAX_LISTED_BONDS, MAX_LISTED_STAKERS } from './limits.ts'
import { posFacts } from './pos-facts.ts'
import { changeStake } from './stakes.ts'

const [alice, bob, carol] = [testAccount(1), testAccount(2), testAccount(3)] as const
const params = stakeNetwork({
  stakes: [
    [alice, 40n],
    [bob, 60n],
  ],
  rich: [alice, carol],
})
const coins = (amount: bigint) => amount * COIN

test('lists the stakers, the largest first, and when bonds are released', () => {
  const ledger = new StakeLedger(params)
  ledger.block(1, [carol, { kind: 'stake', amount: coins(50n) } as never])
  ledger.block(2, [alice, { kind: 'unstake', amount: coins(5n) } as never])
  ledger.block(11, [alice, { kind: 'unstake', amount: coins(7n) } as never])

  expect(posFacts(ledger.state, 12, ledger.slots)).toEqual({
    type: 'pos',
    slot: 12,
    epoch: 1,
    epochEnds: ledger.slots.startOf(20),
    counted: coins(100n),
    stakers: [
      { address: bob.address, staked: coins(60n), counted: coins(60n), unbonding: [] },
      { address: carol.address, staked: coins(50n), counted: 0n, unbonding: [] },
      {
        address: alice.address,
        staked: coins(28n),
        counted: coins(40n),
        unbonding: [
          { amount: coins(5n), releaseAt: ledger.slots.startOf(50) },
          { amount: coins(7n), releaseAt: ledger.slots.startOf(60) },
        ],
      },
    ],
  })
  // carol's counts from epoch 2, alice's less from epochs 2 and 3
  expect(posFacts(ledger.state, 25, ledger.slots)).toMatchObject({ counted: coins(145n) })
  expect(posFacts(ledger.state, 35, ledger.slots)).toMatchObject({ counted: coins(138n) })
})

test('shows of a slashed staker only the bond that was left', () => {
  const ledger = new StakeLedger(params)
  ledger.block(1, [alice, { kind: 'unstake', amount: coins(10n) } as never])
  ledger.block(12, [carol, ledger.evidence(alice, 11)])
  const { stakers } = posFacts(ledger.state, 12, ledger.slots)
  expect(stakers.slice(1)).toEqual([
    {
      address: alice.address,
      staked: 0n,
      counted: 0n,
      // 40 % of 40
      unbonding: [{ amount: coins(16n), releaseAt: ledger.slots.startOf(60) }],
    },
  ])
})

/** The epoch of genesis. */
const START = { now: 0, final: 0 }

describe('of many', () => {
  const people = (count: number) =>
    Array.from({ length: count }, (_, n) => addressFromBytes(bytesFromBigint(BigInt(n + 1), 32)))

  /** Entries of a state, with a count of those that are read. */
  function counted(fill: (draft: StateDraft) => void) {
    const base = new StakeLedger(params).state
    const draft = new StateDraft(base)
    fill(draft)
    const state = base.with(draft.changes())
    const size = [...state.entries()].length
    let visits = 0
    const walked = {
      *entries() {
        for (const entry of state.entries()) {
          visits++
          yield entry
        }
      },
      get(key: string) {
        visits++
        return state.get(key)
      },
    }
    return { state: walked, size, visits: () => visits }
  }
  const { slots } = new StakeLedger(params)

  test('20 000 stakes are read once each; the largest are listed, the rest is counted', () => {
    const many = people(20_000)
    const { state, size, visits } = counted(draft => {
      for (const [n, address] of many.entries()) changeStake(draft, address, coins(100n) + BigInt(n), START)
    })
    const { stakers, more } = posFacts(state, 0, slots)
    // the entries, and the sum of all stakes
    expect(visits()).toBe(size + 1)
    expect(stakers.map(({ address }) => address)).toEqual(many.toReversed().slice(0, MAX_LISTED_STAKERS))
    // with the two of genesis
    expect(more).toBe(20_002 - MAX_LISTED_STAKERS)
  })

  test('20 000 bonds of one staker are read once each; the last one listed stands for the rest', () => {
    const { state, size, visits } = counted(draft => {
      for (let n = 1; n <= 20_000; n++) {
        addBond(draft, { staker: alice.address, amount: coins(1n) as Amount, epoch: n }, START)
      }
    })
    const { stakers, more } = posFacts(state, 0, slots)
    expect(size).toBeGreaterThan(20_000)
    expect(visits()).toBe(size + 1)
    const unbonding = stakers[1]?.unbonding ?? []
    expect(unbonding).toHaveLength(MAX_LISTED_BONDS)
    expect(unbonding[0]).toEqual({ amount: coins(1n), releaseAt: slots.startOfEpoch(1) })
    expect(unbonding.at(-1)).toEqual({
      amount: coins(20_001n - BigInt(MAX_LISTED_BONDS)),
      releaseAt: slots.startOfEpoch(20_000),
    })
    expect(more).toBeUndefined()
  })

  test('up to the limit, all are listed', () => {
    const { state } = counted(draft => {
      for (const address of people(MAX_LISTED_STAKERS - 2)) changeStake(draft, address, 1n, START)
      for (let n = 1; n <= MAX_LISTED_BONDS; n++) {
        addBond(draft, { staker: alice.address, amount: 1n as Amount, epoch: n }, START)
      }
    })
    const { stakers, more } = posFacts(state, 0, slots)
    expect(stakers).toHaveLength(MAX_LISTED_STAKERS)
    expect(more).toBeUndefined()
    expect(stakers[1]?.unbonding.map(({ amount }) => amount)).toEqual(new Array(MAX_LISTED_BONDS).fill(1n))
  })
})
