import type { BuiltBlock } from '../../testing/chain-builder.ts'
import { type Attack, ignored } from '../attack.ts'
import type { AttackContext } from '../attack-context.ts'
import { AttackNeeds } from '../attack-needs.ts'
import { HEAVY_BLOCKS, TURN_MS } from '../limits.ts'

export const longerButLighter: Attack = {
  name: 'longer-but-lighter',
  title: 'A longer chain of less work',
  group: 'Forks',
  what: 'Shows a few blocks made in haste, each of which took more work, and then more blocks at a slow pace.',
  outcome:
    'The heaviest chain wins, never the longest: every tab keeps the long one as a fork, and stays where it is.',
  engines: ['pow'],
  expects: ignored('CHAIN_LIGHTER'),

  async run(lab) {
    const { heavy, light } = await twoChains(lab)
    for (const { header, transactions } of [...heavy, ...light]) {
      await lab.tellBlock({ header, transactions })
      // the next one stands on it
      await lab.settled([header.id], ({ sightings }) => sightings.some(({ id }) => id === header.id))
    }
    const id = light.at(-1)?.header.id ?? ''
    const isFollowed = () => lab.chain.tree.get(light[0]?.header.id as never)?.main === true
    return { ids: [id], aftermath: () => (isFollowed() ? 'this tab follows the lighter chain' : undefined) }
  },
}

/** On this tab's tip a short chain and a longer one of less work; both are valid. */
async function twoChains(lab: AttackContext): Promise<{ heavy: BuiltBlock[]; light: BuiltBlock[] }> {
  const { clock, forge, chain } = lab
  const spacing = chain.genesis.consensus.spacingMs
  const atPace = (HEAVY_BLOCKS + 2) * spacing
  const needs = new AttackNeeds(
    'a network whose work follows the pace of blocks within seconds (spacing, halflife)',
  )
  if (2 * atPace > TURN_MS) throw needs

  const end = clock.now() + TURN_MS
  const by = await lab.producers()
  while (clock.now() < end) {
    const fork = forge.tip()
    // time for slow blocks, and as much again for what the blocks before were made too fast
    await lab.until(() => clock.now() >= fork.header.timestamp + 2 * atPace, 2 * atPace)
    const now = clock.now()
    const grow = async (count: number, timeOf: (i: number) => number) => {
      const blocks: BuiltBlock[] = []
      for (let i = 0; i < count; i++) {
        blocks.push(await forge.build(blocks.at(-1) ?? fork, [], { by, at: timeOf(i) }))
      }
      return blocks
    }
    const heavy = await grow(HEAVY_BLOCKS, i => now - HEAVY_BLOCKS + i)
    const light = await grow(HEAVY_BLOCKS + 1, i => now - (HEAVY_BLOCKS - i) * spacing)
    const weightOf = (blocks: readonly BuiltBlock[]) => blocks.at(-1)?.record.totalWeight ?? 0n
    if (weightOf(light) < weightOf(heavy) && forge.tip().header.id === fork.header.id) return { heavy, light }
  }
  throw needs
}
