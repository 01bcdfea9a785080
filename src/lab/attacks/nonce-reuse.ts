import { type Attack, ignored } from '../attack.ts'

export const nonceReuse: Attack = {
  name: 'nonce-reuse',
  title: 'A nonce used twice',
  group: 'Payments',
  what: 'Signs another payment with the nonce of one that is in a block.',
  outcome: 'No tab accepts it: a nonce is used once.',
  engines: ['poa', 'pow', 'pos'],
  expects: ignored('POOL_NONCE_USED'),

  async run(lab) {
    const purse = await lab.purse()
    const { nonce } = lab.account(purse)
    const first = lab.payment(purse)
    await lab.announceTransaction(first.bytes)
    await lab.landed(first.id)
    const second = lab.payment(purse, { nonce })
    await lab.announceTransaction(second.bytes)
    return { ids: [second.id] }
  },
}
