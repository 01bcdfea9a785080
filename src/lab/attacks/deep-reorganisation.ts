import type { BuiltBlock } from '#testing/chain-builder.ts'
import { type Attack, ignored } from '../attack.ts'
import { AttackNeeds } from '../attack-needs.ts'
import { MAX_FORGED_BLOCKS } from '../limits.ts'

export const deepReorganisation: Attack = {
  name: 'deep-reorganisation',
  title: 'A rewrite of history',
  group: 'Forks',
  what: 'Mines another chain from the very first block on, longer than everybody’s, and claims that it is heavier.',
  outcome: 'Final blocks stay: no tab undoes them, whatever the other chain weighs.',
  engines: ['pow'],
  expects: ignored('HEADER_BELOW_FINALITY'),

  async run(lab) {
    const { burner, chain, forge } = lab
    const { height } = chain.tip.header
    if (chain.final < 1) {
      throw new AttackNeeds('more blocks with more work, so that some are final; mine for a while')
    }
    const count = Math.min(MAX_FORGED_BLOCKS, height + 2)
    const by = await lab.producers()
    const began = chain.genesis.timestamp
    const pace = (lab.clock.now() - began) / (count + 1)

    const history: BuiltBlock[] = []
    let parent = forge.genesis()
    for (let i = 1; i <= count; i++) {
      parent = await forge.build(parent, [], { by, at: Math.floor(began + i * pace) })
      history.push(parent)
    }
    await lab.gather()
    burner.offer(history)
    const totalWeight = 2n * chain.tip.totalWeight + parent.record.totalWeight
    burner.claim({ height: parent.header.height, tip: parent.header.id, totalWeight })
    const [first] = history as [BuiltBlock]
    await lab.announceBlock(first)
    return { ids: [first.header.id] }
  },
}
