import { type Attack, refused } from '../attack.ts'

export const zeroAmount: Attack = {
  name: 'zero-amount',
  title: 'Nothing at all',
  group: 'Payments',
  what: 'Signs a payment of 0 coins.',
  outcome: 'Every tab drops it before it reaches the mempool, and a peer that insists loses its links.',
  engines: ['poa', 'pow', 'pos'],
  expects: refused('TX_AMOUNT_ZERO'),

  async run(lab) {
    const payment = lab.payment(lab.freshKey(), { amount: 0n, nonce: 0 })
    await lab.insist(() => lab.burner.announceTransaction(payment.bytes))
    return { ids: [payment.id] }
  },
}
