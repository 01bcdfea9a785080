import { assembleTransaction } from '#chain/transaction/transaction-codec.ts'
import { type Attack, refused } from '../attack.ts'

export const forgedStem: Attack = {
  name: 'forged-stem',
  title: 'A forged signature, for one tab alone',
  group: 'Payments',
  what: 'Gives each tab a payment that nobody signed on the way by which tabs hide who made one.',
  outcome: 'What comes that way is checked like everything else: every tab drops it and closes the link.',
  engines: ['poa', 'pow', 'pos'],
  expects: refused('TX_SIGNATURE'),

  async run(lab) {
    const payment = lab.payment(lab.freshKey())
    const forged = assembleTransaction({ ...payment, sender: lab.freshKey().address }, payment.signature)
    await lab.insist(() => lab.burner.passOn(forged.bytes))
    return { ids: [forged.id] }
  },
}
