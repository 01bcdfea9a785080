import { decodeHeader } from '#chain/block/header-codec.ts'
import { sealOf } from '#consensus/poa/poa-seal.ts'
import { type Attack, harmless } from '../attack.ts'
import { byLanding } from '../judge.ts'
import { adminKey } from './admin-key.ts'
import { poaOf } from './own-consensus.ts'

export const silentAuthority: Attack = {
  name: 'silent-authority',
  title: 'A silent authority',
  group: 'Stakes and authorities',
  what: 'Lets an authority in that never makes a block, and sends payments through all turns.',
  outcome: 'After the timeout the next authority takes over the turn, and every payment is confirmed.',
  engines: ['poa'],
  expects: harmless('valid'),

  async run(lab) {
    const admin = await adminKey(lab)
    const { address } = lab.freshKey()
    lab.afterwards(() => lab.sendOwn({ kind: 'authority', action: 'remove', address }, 0n, admin))
    await lab.sendOwn({ kind: 'authority', action: 'add', address }, 0n, admin)
    const from = lab.chain.tip.header.height

    const purse = await lab.purse()
    let last = lab.payment(purse)
    for (const _ of poaOf(lab.chain).facts.authorities) {
      last = lab.payment(purse)
      await lab.announceTransaction(last.bytes)
      await lab.landed(last.id)
    }

    const passedOver = async (): Promise<boolean> => {
      for (let height = from + 1; height <= lab.chain.tip.header.height; height++) {
        const row = await lab.chain.store.blockAt(height)
        const header = row && decodeHeader(row.header)
        if (header?.ok && sealOf(header.value).offset > 0) return true
      }
      return false
    }
    return {
      ids: [last.id],
      judge: byLanding(last.id),
      aftermath: async () => ((await passedOver()) ? undefined : 'no authority missed its turn'),
    }
  },
}
