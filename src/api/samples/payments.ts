import type { PAYMENT_CALLS } from '../calls/payments.ts'
import type { Samples } from './sample.ts'
import { ADDRESS, ID, TIME } from './values.ts'

export const PAYMENT_SAMPLES = {
  send: {
    args: { from: 'main', to: ADDRESS, amount: 12_500_000n, fee: 1_000n, memo: 'lunch', nonce: 7 },
    result: { txId: ID },
  },
  stake: { args: { from: 'main', amount: 1_000_000n, fee: 1_000n }, result: { txId: ID } },
  unstake: { args: { from: 'main', amount: 1_000_000n, fee: 1_000n }, result: { txId: ID } },
  stakes: {
    args: {},
    result: {
      slot: 12,
      epoch: 3,
      epochEnds: TIME,
      counted: 2_000_000n,
      stakers: [
        {
          address: ADDRESS,
          staked: 2_000_000n,
          counted: 1_000_000n,
          unbonding: [{ amount: 500_000n, releaseAt: TIME }],
        },
      ],
      waiting: { blocks: 2, lately: 6, signers: 3, percent: 71, majority: true },
    },
  },
  authorityChange: {
    args: { action: 'add', address: ADDRESS, from: 'main', fee: 1_000n },
    result: { txId: ID },
  },
  authorityList: {
    args: {},
    result: {
      ...{ admin: ADDRESS, authorities: [ADDRESS], next: ADDRESS, silent: [ADDRESS] },
      waiting: { blocks: 9, lately: 6, signers: 1, voters: 3, percent: 33, majority: false },
    },
  },
} satisfies Samples<typeof PAYMENT_CALLS>
