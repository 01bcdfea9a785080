import { withNonce } from '#chain/block/header-codec.ts'
import { targetOf } from '#consensus/pow/pow-seal.ts'
import { type Attack, refused } from '../attack.ts'

export const noWork: Attack = {
  name: 'no-work',
  title: 'A block without work',
  group: 'Blocks',
  what: 'Announces a block whose hash does not meet its target.',
  outcome: 'One hash proves it: every tab bans the peer that sent the block, before it asks for the body.',
  engines: ['pow'],
  expects: refused('SEAL_WORK'),

  async run(lab) {
    const { header } = await lab.forge.build(lab.forge.tip(), [], { by: await lab.producers() })
    const target = targetOf(header)
    let lazy = withNonce(header, 0n)
    for (let nonce = 1n; BigInt(`0x${lazy.id}`) <= target; nonce++) lazy = withNonce(header, nonce)
    await lab.announceBlock({ header: lazy, transactions: [] })
    return { ids: [lazy.id] }
  },
}
