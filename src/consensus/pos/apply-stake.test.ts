import { describe, expect, test } from 'vitest'
import { COIN, MAX_AMOUNT } from '#chain/amount.ts'
import { readAccount } from '#chain/state/account.ts'
import type { StakePayload, UnstakePayload } from '#chain/transaction/transaction.ts'
import { testAccount } from '#testing/chain-builder.ts'
import { LEDGER_FEE, StakeLedger } from '#testing/stake-ledger.ts'
import { stakeNetwork } from '#testing/stake-network.ts'
import { amountIn } from './amount-steps.ts'
import { readStaker, readStakes, shareOf } from './stakes.ts'

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

describe('a stake', () => {
  test('is taken from the balance and says from when on it counts', () => {
    const ledger = ledgerOf()
    const [receipt] = ledger.block(25, [carol, stake(MIN)])
    expect(receipt).toMatchObject({
      status: 'applied',
      fee: LEDGER_FEE,
      events: [{ source: 'stake', name: 'staked', data: [carol.text, `${MIN}`, '4'] }],
    })
    expect(ledger.balance(carol)).toBe(START - MIN - LEDGER_FEE)
    expect(stakeOf(ledger, carol)).toBe(MIN)
  })

  test('counts two epochs later exactly, and so does what it adds to the total', () => {
    const ledger = ledgerOf()
    ledger.block(29, [carol, stake(MIN)])
    const shares = [2, 3, 4, 5].map(epoch => shareOf(ledger.state, carol.address, epoch))
    expect(shares.map(({ stake }) => stake)).toEqual([0n, 0n, MIN, MIN])
    expect(shares.map(({ total }) => total)).toEqual([100n, 100n, 110n, 110n].map(coins => coins * COIN))

    // an epoch later by one slot
    const later = ledgerOf()
    later.block(30, [carol, stake(MIN)])
    expect([3, 4, 5].map(epoch => shareOf(later.state, carol.address, epoch).stake)).toEqual([0n, 0n, MIN])
  })

  test('of the least amount, and of one base unit less', () => {
    const ledger = ledgerOf()
    expect(codes(ledger.block(1, [carol, stake(MIN - 1n)], [carol, stake(MIN)]))).toEqual([
      'STAKE_TOO_SMALL',
      '',
    ])
    // an addition may be any amount
    expect(codes(ledger.block(2, [carol, stake(1n)]))).toEqual([''])
    expect(stakeOf(ledger, carol)).toBe(MIN + 1n)
  })

  test('that fails costs the fee and the nonce, nothing else', () => {
    const ledger = ledgerOf()
    const before = [...ledger.state.entries()].length
    const [receipt] = ledger.block(1, [carol, stake(MIN - 1n)])
    expect(receipt).toMatchObject({ status: 'failed', code: 'STAKE_TOO_SMALL', fee: LEDGER_FEE, events: [] })
    expect(readAccount(ledger.state, carol.address)).toEqual({ balance: START - LEDGER_FEE, nonce: 1 })
    expect(stakeOf(ledger, carol)).toBe(0n)
    // apart from the producer's account there is nothing new
    expect([...ledger.state.entries()].length).toBe(before + 1)
  })

  test('grows step by step: each change counts in its own time', () => {
    const ledger = ledgerOf()
    ledger.block(1, [carol, stake(MIN)])
    ledger.block(12, [carol, stake(MIN)])
    ledger.block(13, [carol, stake(1n)])
    ledger.block(24, [carol, stake(1n)])
    const { staked } = readStaker(ledger.state, carol.address)
    expect([2, 3, 4].map(epoch => amountIn(staked, epoch))).toEqual([MIN, 2n * MIN + 1n, 2n * MIN + 2n])
    expect(ledger.slots.epochOf(24)).toBe(2)
  })

  test('may be all that fits into an amount, with bonds and all other stakes, and no more', () => {
    const most = MAX_AMOUNT - 100n * COIN
    const rich = stakeNetwork(
      {
        stakes: [
          [alice, 60n],
          [bob, 40n],
        ],
      },
      { allocations: [[carol.address, (most + 2n * LEDGER_FEE + 1n) as typeof START]] as never },
    )
    const ledger = new StakeLedger(rich)
    expect(codes(ledger.block(1, [carol, stake(most + 1n)], [carol, stake(most)]))).toEqual(['OVERFLOW', ''])
    expect(amountIn(readStakes(ledger.state).total, 2)).toBe(MAX_AMOUNT)
  })

  test('does not grow beyond an amount with what still waits in bonds', () => {
    const half = MAX_AMOUNT / 2n + 1n
    const rich = stakeNetwork({ stakes: [[alice, 10n]] }, {
      allocations: [[carol.address, half + 100n]],
      emission: { reward: half, halvingInterval: 1 },
    } as never)
    const ledger = new StakeLedger(rich)
    ledger.block(1, [carol, stake(half)], [carol, unstake(half)])
    // more coins than an amount can count were issued; one address can hold at most that many at stake and in
    // bonds
    expect(readStaker(ledger.state, carol.address).unbonding).toBe(half)
    ledger.block(2, [
      ledger.producer,
      { kind: 'transfer', to: carol.address, amount: half, memo: '' } as never,
    ])
    expect(codes(ledger.block(3, [carol, stake(half)]))).toEqual(['OVERFLOW'])
    expect(codes(ledger.block(4, [carol, stake(half - 1n)]))).toEqual([''])
  })
})
