import { MEMPOOL_PER_SENDER } from '#node/pool/limits.ts'
import { type Attack, ignored, WITHOUT_STAKES } from '../attack.ts'

export const nonceGap: Attack = {
  name: 'nonce-gap',
  title: 'A gap in the nonces',
  group: 'Payments',
  what: 'Signs a payment far ahead of the sender’s other payments, to fill mempools with payments that can never be in a block.',
  outcome: 'A mempool accepts only a small number of nonces ahead: no tab takes the payment.',
  engines: ['poa', 'pow', 'pos'],
  expects: ignored('POOL_NONCE_FAR'),

  async run(lab) {
    const payment = lab.payment(lab.freshKey(), { nonce: MEMPOOL_PER_SENDER })
    await lab.announceTransaction(payment.bytes)
    return { ids: [payment.id] }
  },
}

export const nonceGapInBlock: Attack = {
  name: 'nonce-gap-block',
  title: 'A gap in the nonces, in a block',
  group: 'Blocks',
  what: 'Makes a sealed block that holds a sender’s second payment without the first.',
  outcome: 'Every tab refuses the block and bans the peer that made it.',
  engines: WITHOUT_STAKES,
  expects: { rule: 'BLOCK_TRANSACTION', verdict: 'invalid', cutOff: true },

  async run(lab) {
    const payment = lab.payment(lab.freshKey(), { nonce: 1 })
    const block = await lab.forge.unapplied(lab.forge.tip(), [payment], { by: await lab.producers() })
    await lab.announceBlock(block)
    return { ids: [block.header.id] }
  },
}
