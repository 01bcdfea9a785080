import { describe, expect, test } from 'vitest'
import { type Amount, COIN, MAX_AMOUNT } from '#chain/amount.ts'
import type { PosParameters } from '#chain/genesis/genesis.ts'
import { readAccount, writeAccount } from '#chain/state/account.ts'
import { KEY_SPACE } from '#chain/state/key-space.ts'
import { StateDraft } from '#chain/state/state-draft.ts'
import type { StakePayload, UnstakePayload } from '#chain/transaction/transaction.ts'
import { testAccount } from '#testing/chain-builder.ts'
import { type Act, LEDGER_FEE, StakeLedger } from '#testing/stake-ledger.ts'
import { stakeNetwork } from '#testing/stake-network.ts'
import { addBond } from './bond-queue.ts'
import { MAX_RELEASES } from './limits.ts'
import { releaseBonds } from './release-bonds.ts'
import { changeStake, readStaker, readStakes } from './stakes.ts'

const [alice, bob, carol] = [testAccount(1), testAccount(2), testAccount(3)] as const
const START = 1000n * COIN

const params = stakeNetwork({
  stakes: [
    [alice, 60n],
    [bob, 40n],
  ],
  rich: [alice, bob, carol],
})
const ledgerOf = () => new StakeLedger(params)
const stake = (amount: bigint) => ({ kind: 'stake', amount }) as StakePayload
const unstake = (amount: bigint) => ({ kind: 'unstake', amount }) as UnstakePayload
const bondsIn = ({ state }: StakeLedger) =>
  [...state.entries()].filter(([key]) => key.startsWith(KEY_SPACE.release)).length

test('a bond is released with the first block of its epoch, before the block’s transactions', () => {
  const ledger = ledgerOf()
  // in epoch 1: released in epoch 1 + 2 + 3
  ledger.block(19, [alice, unstake(20n * COIN)])
  ledger.block(59)
  expect(ledger.balance(alice)).toBe(START - LEDGER_FEE)
  expect(bondsIn(ledger)).toBe(1)

  // all of it can be spent at once
  const all = START + 20n * COIN - 2n * LEDGER_FEE
  const payment = { kind: 'transfer', to: bob.address, amount: all, memo: '' } as never
  expect(ledger.block(60, [alice, payment])).toMatchObject([{ status: 'applied' }])
  expect(ledger.balance(alice)).toBe(0n)
  expect(readStaker(ledger.state, alice.address).unbonding).toBe(0n)
  expect(bondsIn(ledger)).toBe(0)
})

test('after epochs without blocks it is released with the next one', () => {
  const ledger = ledgerOf()
  ledger.block(1, [alice, unstake(20n * COIN)])
  ledger.block(12, [alice, unstake(COIN)], [bob, unstake(COIN)])
  ledger.block(5000)
  expect(ledger.balance(alice)).toBe(START + 21n * COIN - 2n * LEDGER_FEE)
  expect(ledger.balance(bob)).toBe(START + COIN - LEDGER_FEE)
  expect(bondsIn(ledger)).toBe(0)
})

test('bonds of two epochs are released one after the other', () => {
  const ledger = ledgerOf()
  ledger.block(1, [alice, unstake(20n * COIN)])
  ledger.block(12, [alice, unstake(COIN)])
  ledger.block(50)
  expect(readStaker(ledger.state, alice.address).unbonding).toBe(COIN)
  ledger.block(60)
  expect(ledger.balance(alice)).toBe(START + 21n * COIN - 2n * LEDGER_FEE)
})

describe('what an address takes out', () => {
  test('in one epoch is one bond, however often it does; another’s is another, and so is the next epoch’s', () => {
    const ledger = ledgerOf()
    ledger.block(10, [alice, unstake(COIN)], [bob, unstake(2n * COIN)], [alice, unstake(1n)])
    ledger.block(19, [alice, unstake(3n * COIN)])
    expect(bondsIn(ledger)).toBe(2)
    ledger.block(20, [alice, unstake(5n * COIN)])
    ledger.block(21, [alice, unstake(1n)])
    expect(bondsIn(ledger)).toBe(3)

    ledger.block(59)
    expect(ledger.balance(alice)).toBe(START - 5n * LEDGER_FEE)
    ledger.block(60)
    expect(ledger.balance(alice)).toBe(START + 4n * COIN + 1n - 5n * LEDGER_FEE)
    expect(ledger.balance(bob)).toBe(START + 2n * COIN - LEDGER_FEE)
    ledger.block(70)
    expect(ledger.balance(alice)).toBe(START + 9n * COIN + 2n - 5n * LEDGER_FEE)
    expect(bondsIn(ledger)).toBe(0)
    expect(readStaker(ledger.state, alice.address)).toMatchObject({ unbonding: 0n, bond: undefined })
    for (let height = ledger.height; height > 0; height--) expect(ledger.undo()).toBe(true)
  })

  test('holds nobody back: after a thousand times in an epoch, another’s is still released in time', () => {
    const ledger = ledgerOf()
    for (let slot = 10; slot < 20; slot++) {
      ledger.block(slot, ...Array.from({ length: 100 }, (): Act => [alice, unstake(1n)]))
    }
    ledger.block(20, [bob, unstake(COIN)])
    ledger.block(70)
    expect(ledger.balance(bob)).toBe(START + COIN - LEDGER_FEE)
    expect(ledger.balance(alice)).toBe(START + 1000n - 1000n * LEDGER_FEE)
  })
})

test('of an address that unstaked everything, only the account remains', () => {
  const ledger = ledgerOf()
  ledger.block(1, [carol, stake(10n * COIN)], [carol, unstake(10n * COIN)])
  ledger.block(2, [alice, unstake(60n * COIN)])
  ledger.block(50)
  const keys = [...ledger.state.entries()]
    .map(([key]) => key)
    .filter(key => !key.startsWith(KEY_SPACE.account))
  expect(keys.map(key => key.slice(0, 2)).sort()).toEqual([KEY_SPACE.stake, KEY_SPACE.stakes])
  expect(keys.some(key => key === KEY_SPACE.stake + Buffer.from(bob.address).toString('hex'))).toBe(true)
  expect(ledger.balance(carol)).toBe(START - 2n * LEDGER_FEE)
})

/** While every block is final at once. */
const era = (epoch: number) => ({ now: epoch, final: epoch })

describe('one block releases', () => {
  /** A state with this many bonds of this many owners, all to be released in epoch 5. */
  function withBonds(count: number) {
    const draft = new StateDraft(ledgerOf().state)
    for (let n = 0; n < count; n++) {
      const { address } = testAccount(n)
      changeStake(draft, address, COIN, era(0))
      changeStake(draft, address, -COIN, era(0))
      addBond(draft, { staker: address, amount: COIN as Amount, epoch: 5 }, era(0))
    }
    return draft
  }
  const waiting = (draft: StateDraft) => {
    const { firstBond, nextBond } = readStakes(draft)
    return nextBond - firstBond
  }
  const release = (draft: StateDraft, epoch: number) =>
    releaseBonds(draft, era(epoch), params.consensus as PosParameters)

  test('as many as the limit, and the next block the rest', () => {
    const full = withBonds(MAX_RELEASES)
    release(full, 4)
    expect(waiting(full)).toBe(MAX_RELEASES)
    release(full, 5)
    expect(waiting(full)).toBe(0)

    const more = withBonds(MAX_RELEASES + 1)
    release(more, 5)
    expect(waiting(more)).toBe(1)
    const last = testAccount(MAX_RELEASES).address
    expect(readAccount(more, last).balance).toBe(0n)
    release(more, 5)
    expect(waiting(more)).toBe(0)
    expect(readAccount(more, last).balance).toBe(COIN)
  })

  test('not to a balance that is full: the bond waits once more', () => {
    const draft = withBonds(2)
    const { address } = testAccount(0)
    writeAccount(draft, address, { balance: MAX_AMOUNT as Amount, nonce: 0 })
    release(draft, 5)
    expect(waiting(draft)).toBe(1)
    expect(readStaker(draft, address).unbonding).toBe(COIN)
    release(draft, 9)
    expect(waiting(draft)).toBe(1)

    // with other amounts taken out in that epoch it is one bond
    addBond(draft, { staker: address, amount: COIN as Amount, epoch: 10 }, era(5))
    expect(waiting(draft)).toBe(1)
    expect(readStaker(draft, address).unbonding).toBe(2n * COIN)

    // with room for it, it is released in epoch 5 + 2 + 3
    writeAccount(draft, address, { balance: (MAX_AMOUNT - 2n * COIN) as Amount, nonce: 0 })
    release(draft, 10)
    expect(waiting(draft)).toBe(0)
    expect(readAccount(draft, address).balance).toBe(MAX_AMOUNT)
    expect(readStaker(draft, address).unbonding).toBe(0n)
  })
})
