import { describe, expect, test } from 'vitest'
import { COIN } from '#chain/amount.ts'
import { readAccount } from '#chain/state/account.ts'
import type { StakePayload, UnstakePayload } from '#chain/transaction/transaction.ts'
import { testAccount } from '#testing/chain-builder.ts'
import { LEDGER_FEE, StakeLedger } from '#testing/stake-ledger.ts'
import { stakeNetwork } from '#testing/stake-network.ts'
import { readStaker, shareOf } from './stakes.ts'

const [alice, bob, carol] = [testAccount(1), testAccount(2), testAccount(3)] as const
const START = 1000n * COIN
const MIN = 10n * COIN

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
const codes = (receipts: readonly { code: string }[]) => receipts.map(({ code }) => code)
const stakeOf = (ledger: StakeLedger, who: typeof alice) => ledger.engine.stakeOf(ledger.state, who.address)

describe('taking out of a stake', () => {
  test('makes a bond, and says when it is released', () => {
    const ledger = ledgerOf()
    const [receipt] = ledger.block(25, [alice, unstake(20n * COIN)])
    expect(receipt).toMatchObject({
      status: 'applied',
      // epoch 2, two until it no longer counts, three in which it can be slashed
      events: [{ source: 'stake', name: 'unstaking', data: [alice.text, `${20n * COIN}`, '7'] }],
    })
    expect(ledger.balance(alice)).toBe(START - LEDGER_FEE)
    expect(stakeOf(ledger, alice)).toBe(40n * COIN)
    expect(readStaker(ledger.state, alice.address).unbonding).toBe(20n * COIN)
  })

  test('counts two epochs later exactly', () => {
    const ledger = ledgerOf()
    ledger.block(25, [alice, unstake(60n * COIN)])
    const shares = [2, 3, 4].map(epoch => shareOf(ledger.state, alice.address, epoch))
    expect(shares.map(({ stake }) => stake / COIN)).toEqual([60n, 60n, 0n])
    expect(shares.map(({ total }) => total / COIN)).toEqual([100n, 100n, 40n])
  })

  test('leaves the least amount or nothing', () => {
    const ledger = ledgerOf()
    expect(
      codes(
        ledger.block(
          1,
          [alice, unstake(50n * COIN + 1n)],
          [alice, unstake(60n * COIN - 1n)],
          [alice, unstake(50n * COIN)],
          [alice, unstake(MIN)],
        ),
      ),
    ).toEqual(['STAKE_TOO_SMALL', 'STAKE_TOO_SMALL', '', ''])
    expect(stakeOf(ledger, alice)).toBe(0n)
    expect(readStaker(ledger.state, alice.address).unbonding).toBe(60n * COIN)
  })

  test('takes no more than the stake, and nothing from an address without one', () => {
    const ledger = ledgerOf()
    const receipts = ledger.block(1, [alice, unstake(60n * COIN + 1n)], [carol, unstake(1n)])
    expect(codes(receipts)).toEqual(['STAKE_TOO_LARGE', 'STAKE_NOT_HELD'])
    expect(receipts.map(({ status, fee }) => [status, fee])).toEqual([
      ['failed', LEDGER_FEE],
      ['failed', LEDGER_FEE],
    ])
    expect(readAccount(ledger.state, alice.address)).toEqual({ balance: START - LEDGER_FEE, nonce: 1 })
    expect(stakeOf(ledger, alice)).toBe(60n * COIN)
  })

  test('twice of the same is refused the second time', () => {
    const ledger = ledgerOf()
    expect(codes(ledger.block(1, [alice, unstake(60n * COIN)], [alice, unstake(60n * COIN)]))).toEqual([
      '',
      'STAKE_NOT_HELD',
    ])
  })

  test('never takes the last stake of the network, not even one that counts only later', () => {
    const ledger = ledgerOf()
    expect(codes(ledger.block(1, [alice, unstake(60n * COIN)], [bob, unstake(40n * COIN)]))).toEqual([
      '',
      'STAKE_TOO_LARGE',
    ])
    // with another stake in force later, it can be taken out
    expect(codes(ledger.block(2, [carol, stake(MIN)], [bob, unstake(40n * COIN)]))).toEqual(['', ''])
    expect(codes(ledger.block(3, [carol, unstake(MIN)]))).toEqual(['STAKE_TOO_LARGE'])
  })

  test('before the stake counts means that it never does', () => {
    const ledger = ledgerOf()
    ledger.block(1, [carol, stake(MIN)], [carol, unstake(MIN)])
    expect([0, 1, 2, 3].map(epoch => shareOf(ledger.state, carol.address, epoch).stake)).toEqual([
      0n,
      0n,
      0n,
      0n,
    ])
    expect(readStaker(ledger.state, carol.address).unbonding).toBe(MIN)
  })
})

test('blocks with stakes and bonds are undone to the roots before', () => {
  const ledger = ledgerOf()
  ledger.block(1, [carol, stake(MIN)], [alice, unstake(COIN)])
  ledger.block(11, [carol, stake(MIN)], [bob, unstake(40n * COIN)], [bob, unstake(1n)])
  ledger.block(60)
  expect(ledger.balance(bob)).toBe(START - 2n * LEDGER_FEE + 40n * COIN)
  expect([ledger.undo(), ledger.undo(), ledger.undo()]).toEqual([true, true, true])
})
