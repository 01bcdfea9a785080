import { expect, test } from 'vitest'
import { COIN } from '../../chain/amount.ts'
import { testAccount } from '../../testing/chain-builder.ts'
import { StakeLedger } from '../../testing/stake-ledger.ts'
import { stakeNetwork } from '../../testing/stake-network.ts'
import { posFacts } from './pos-facts.ts'

const [alice, bob, carol] = [testAccount(1), testAccount(2), testAccount(3)] as const
const params = stakeNetwork({
  stakes: [
    [alice, 40n],
    [bob, 60n],
  ],
  rich: [alice, carol],
})
const coins = (amount: bigint) => amount * COIN

test('tells who stakes what, the largest first, and when bonds come back', () => {
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
