import { powSeal } from '#consensus/pow/pow-seal.ts'
import { type Attack, refused } from '../attack.ts'

export const wrongDifficulty: Attack = {
  name: 'wrong-difficulty',
  title: 'A difficulty of one’s own',
  group: 'Blocks',
  what: 'Claims a target that any hash meets, and meets it.',
  outcome: 'The target follows from the parent: every tab closes the link.',
  engines: ['pow'],
  expects: refused('SEAL_TARGET'),

  async run(lab) {
    const easy = powSeal(2n ** 256n - 1n, 0n)
    const block = await lab.forge.build(lab.forge.tip(), [], {
      by: await lab.producers(),
      tamper: fields => ({ ...fields, seal: easy }),
    })
    await lab.announceBlock(block)
    return { ids: [block.header.id] }
  },
}
