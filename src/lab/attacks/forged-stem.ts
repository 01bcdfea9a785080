import { assembleTransaction } from '#chain/transaction/transaction-codec.ts'
import { type Attack, refused } from '../attack.ts'

export const forgedStem: Attack = {
  name: 'forged-stem',
  title: 'A forged signature, sent to one tab alone',
  group: 'Payments',
  what: 'Sends each tab a forged payment privately, the way tabs pass payments on to hide who made them.',
  outcome:
    'A payment that arrives this way is checked like any other: every tab drops it and closes the link.',
  engines: ['poa', 'pow', 'pos'],
  expects: refused('TX_SIGNATURE'),

  async run(lab) {
    const payment = lab.payment(lab.freshKey())
    const forged = assembleTransaction({ ...payment, sender: lab.freshKey().address }, payment.signature)
    await lab.insist(() => lab.burner.passOn(forged.bytes))
    return { ids: [forged.id] }
  },
}
