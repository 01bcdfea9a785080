import { type Attack, ignored } from '../attack.ts'

export const replay: Attack = {
  name: 'replay',
  title: 'Replay of a payment',
  group: 'Payments',
  what: 'Sends a payment again that is already in a block.',
  outcome:
    'Its nonce is used: no tab accepts it, and it is never paid twice. Nobody is punished for being late.',
  engines: ['poa', 'pow', 'pos'],
  expects: ignored('POOL_NONCE_USED'),

  async run(lab) {
    const purse = await lab.purse()
    const payment = lab.payment(purse)
    await lab.announceTransaction(payment.bytes)
    await lab.landed(payment.id)
    const { balance } = lab.account(purse)
    await lab.announceTransaction(payment.bytes)
    return {
      ids: [payment.id],
      aftermath: () => (lab.account(purse).balance === balance ? undefined : 'it was paid twice'),
    }
  },
}
