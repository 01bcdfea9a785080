import type { NetworkId } from '#chain/ids.ts'
import { type Attack, refused } from '../attack.ts'

export const replayElsewhere: Attack = {
  name: 'replay-elsewhere',
  title: 'Replay from another network',
  group: 'Payments',
  what: 'Sends a payment that was signed for another network.',
  outcome:
    'The signature covers the network’s id: every tab drops the payment, and a peer that insists loses its links.',
  engines: ['poa', 'pow', 'pos'],
  expects: refused('TX_OTHER_NETWORK'),

  async run(lab) {
    const payment = lab.payment(lab.freshKey(), { nonce: 0, networkId: 'ab'.repeat(32) as NetworkId })
    await lab.insist(() => lab.burner.announceTransaction(payment.bytes))
    return { ids: [payment.id] }
  },
}
