import { COIN, MAX_AMOUNT } from '#chain/amount.ts'
import { type Attack, ignored, WITHOUT_STAKES } from '../attack.ts'

export const overspend: Attack = {
  name: 'overspend',
  title: 'More than the balance',
  group: 'Payments',
  what: 'Signs a payment of more coins than the sender has.',
  outcome: 'No tab takes it into its mempool. Nobody is punished: on another tip the coins might be there.',
  engines: ['poa', 'pow', 'pos'],
  expects: ignored('POOL_BALANCE'),

  async run(lab) {
    const poor = lab.freshKey()
    const payment = lab.payment(poor, { amount: MAX_AMOUNT - COIN, nonce: 0 })
    await lab.announceTransaction(payment.bytes)
    return { ids: [payment.id] }
  },
}

/** The same in a block: a producer can try what a pool refuses. */
export const overspendInBlock: Attack = {
  name: 'overspend-block',
  title: 'More than the balance, in a block',
  group: 'Blocks',
  what: 'Makes a sealed block that holds a payment of more coins than its sender has.',
  outcome: 'Every tab refuses the block and bans the peer that made it: such a block is wrong on any tip.',
  engines: WITHOUT_STAKES,
  expects: { rule: 'BLOCK_TRANSACTION', verdict: 'invalid', cutOff: true },

  async run(lab) {
    const payment = lab.payment(lab.freshKey(), { amount: MAX_AMOUNT - COIN, nonce: 0 })
    const block = await lab.forge.unapplied(lab.forge.tip(), [payment], { by: await lab.producers() })
    await lab.announceBlock(block)
    return { ids: [block.header.id] }
  },
}
