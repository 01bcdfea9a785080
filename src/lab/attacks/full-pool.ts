import { MEMPOOL_PARKED_PER_SENDER } from '#node/pool/limits.ts'
import { type Attack, ignored } from '../attack.ts'
import { VERDICTS_MS } from '../limits.ts'

export const fullPool: Attack = {
  name: 'full-pool',
  title: 'A mempool filled from behind a gap',
  group: 'Payments',
  what: 'Fills mempools with well paying payments that lack the one before them, and cost nothing while it is missing.',
  outcome:
    'Every tab takes a few of them and refuses the rest; a payment that can be mined still gets into a block.',
  engines: ['poa', 'pow', 'pos'],
  expects: ignored('POOL_SENDER_FULL'),

  async run(lab) {
    const purse = await lab.purse()
    const { nonce } = lab.account(purse)
    const send = async (ahead: number) => {
      const payment = lab.payment(purse, { nonce: nonce + ahead, amount: 1n })
      await lab.announceTransaction(payment.bytes)
      return payment.id
    }
    const taken: string[] = []
    for (let ahead = 1; ahead <= MEMPOOL_PARKED_PER_SENDER; ahead++) taken.push(await send(ahead))
    await lab.settled(taken, ({ sightings }) => taken.every(id => sightings.some(seen => seen.id === id)))
    const refused = await send(MEMPOOL_PARKED_PER_SENDER + 1)

    // Afterwards none of its transactions is left in the pools.
    lab.afterwards(async () => {
      await send(0)
      await lab.until(() => lab.account(purse).nonce > nonce + MEMPOOL_PARKED_PER_SENDER, VERDICTS_MS)
    })
    await lab.fund(lab.freshKey(), 1n)
    return { ids: [refused] }
  },
}
