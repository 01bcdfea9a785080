import { assembleTransaction } from '#chain/transaction/transaction-codec.ts'
import { type Attack, refused } from '../attack.ts'

export const forgedSignature: Attack = {
  name: 'forged-signature',
  title: 'A forged signature',
  group: 'Payments',
  what: 'Sends a payment from this tab’s first address that the address’s key never signed.',
  outcome: 'Every tab drops it and closes the link at once; two of them lead to a ban.',
  engines: ['pow', 'poa', 'pos'],
  expects: refused('TX_SIGNATURE'),

  async run(lab) {
    const [own] = lab.node.wallet.addresses()
    const address = lab.addressOf(own?.address ?? '')
    const thief = lab.freshKey()
    const payment = lab.payment(thief, { nonce: 0 })
    const forged = assembleTransaction({ ...payment, sender: address }, payment.signature)
    await lab.insist(() => lab.burner.announceTransaction(forged.bytes))
    return { ids: [forged.id] }
  },
}
