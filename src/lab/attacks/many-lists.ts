import { hashFromBytes } from '#chain/hash.ts'
import { type Attack, refused } from '../attack.ts'
import { MANY_LISTS, VERDICTS_MS } from '../limits.ts'

export const manyLists: Attack = {
  name: 'many-lists',
  title: 'One header, many lists',
  group: 'Forks',
  what: 'Announces a sealed block whose body it withholds, without and with its list of transactions, then with ever new lists.',
  outcome:
    'A header is judged once: tabs still receive everything from others in the meantime, and a false list costs the link.',
  engines: ['pow'],
  expects: refused('BLOCK_TX_ROOT'),

  async run(lab) {
    const { burner, node, random, victims } = lab
    const hidden = lab.payment(lab.freshKey(), { nonce: 0 })
    const { header } = await lab.forge.unapplied(lab.forge.tip(), [hidden], { by: await lab.producers() })
    const payer = await lab.purse()
    await lab.gather()
    burner.offerHeader(header)
    for (const txIds of [[], [hidden.id]]) burner.announce({ header: header.bytes, txIds })
    for (let i = 0; i < MANY_LISTS; i++) {
      burner.announce({ header: header.bytes, txIds: [hashFromBytes(random.bytes(32))] })
    }

    // A payment of an honest tab arrives in the meantime, before its block or with it.
    const payment = lab.payment(payer)
    await node.outbox.submit(payment)
    const isReceived = () =>
      lab.settled([payment.id], ({ arrivals, landings }) => arrivals.length + landings.length > 0)
    const received = await lab.until(isReceived, VERDICTS_MS)
    return {
      aftermath: () =>
        received ? undefined : `a payment did not reach all of ${victims.length} tabs during the attack`,
    }
  },
}
