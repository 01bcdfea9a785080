import type { BuiltBlock } from '../../testing/chain-builder.ts'
import { type Attack, ignored } from '../attack.ts'
import { AttackNeeds } from '../attack-needs.ts'
import { HONEST_BLOCKS, MAX_FORGED_BLOCKS, TURN_MS } from '../limits.ts'

export const longerButLighter: Attack = {
  name: 'longer-but-lighter',
  title: 'A longer chain of less work',
  group: 'Forks',
  what: 'Shows a chain of more blocks, dated far apart so that each takes little work.',
  outcome: 'The heaviest chain wins, never the longest: every tab keeps it as a fork, and stays where it is.',
  engines: ['pow'],
  expects: ignored('CHAIN_LIGHTER'),

  async run(lab) {
    const { chain, forge, node } = lab
    const spacing = chain.genesis.consensus.spacingMs
    const fork = forge.tip()
    const atPace = (HONEST_BLOCKS + 1) * spacing
    if (2 * atPace > TURN_MS) throw new AttackNeeds('a network with a block every few seconds')
    // as much again for what the blocks before were made too fast
    await lab.until(() => lab.clock.now() >= fork.header.timestamp + 2 * atPace, 2 * atPace)

    // blocks in haste take more work each, those at their pace do not
    const began = lab.clock.now() - atPace
    for (let i = 0; i < HONEST_BLOCKS; i++) await node.producer.once(lab.signal)
    const by = await lab.producers()
    const lighter: BuiltBlock[] = []
    let parent = fork
    while (parent.header.height <= chain.tip.header.height && lighter.length < MAX_FORGED_BLOCKS) {
      const at = Math.min(began + (lighter.length + 1) * spacing, lab.clock.now())
      parent = await forge.build(parent, [], { by, at })
      lighter.push(parent)
    }
    if (parent.record.totalWeight >= chain.tip.totalWeight) {
      throw new AttackNeeds('a network whose work follows the pace of blocks within seconds (halflifeMs)')
    }
    for (const block of lighter) {
      await lab.tellBlock(block)
      await lab.settled([block.header.id], ({ sightings }) =>
        sightings.some(({ id }) => id === block.header.id),
      )
    }
    const { id } = parent.header
    const isStill = () => (chain.tree.get(id)?.main ? 'this tab follows the lighter chain' : undefined)
    return { ids: [id], aftermath: isStill }
  },
}
