import { type Attack, ignored } from '../attack.ts'
import { AttackNeeds } from '../attack-needs.ts'
import { FUNDED_MS } from '../limits.ts'

export const doubleSpend: Attack = {
  name: 'double-spend',
  title: 'Double spend in two halves',
  group: 'Payments',
  what: 'Signs two payments of the same coins with one nonce, and sends each to one half of the network first.',
  outcome:
    'Each tab keeps the one that it received first and refuses the other; one of them gets into a block.',
  engines: ['poa', 'pow', 'pos'],
  // the payment that the tab kept may be in a block already
  expects: { ...ignored('POOL_REPLACEMENT_FEE'), or: ['POOL_NONCE_USED'] },

  async run(lab) {
    const { victims } = lab
    if (victims.length < 2) throw new AttackNeeds('at least two other tabs in the laboratory')
    const purse = await lab.purse()
    const [one, two] = [lab.payment(purse), lab.payment(purse)]
    const half = Math.ceil(victims.length / 2)
    await lab.announceTransaction(one.bytes, victims.slice(0, half))
    await lab.announceTransaction(two.bytes, victims.slice(half))
    // A tab that received one of the payments only from others has not sent them its own.
    const ids = [one.id, two.id]
    await lab.settled(ids, ({ sightings }) => sightings.some(({ id }) => ids.includes(id as typeof one.id)))
    for (const { bytes } of [one, two]) await lab.announceTransaction(bytes)

    const landed = async () =>
      (await Promise.all([one, two].map(({ id }) => lab.chain.store.tx(id)))).filter(row => row !== undefined)
    return {
      ids,
      aftermath: async () => {
        await lab.until(async () => (await landed()).length > 0, FUNDED_MS)
        const { length } = await landed()
        return length === 1 ? undefined : `${length} of the two payments are in blocks`
      },
    }
  },
}
