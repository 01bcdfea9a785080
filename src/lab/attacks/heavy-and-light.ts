import type { HeaderFields } from '#chain/block/header.ts'
import type { BuiltBlock } from '#testing/chain-builder.ts'
import type { AttackContext } from '../attack-context.ts'
import { AttackNeeds } from '../attack-needs.ts'
import { HEAVY_BLOCKS, TURN_MS } from '../limits.ts'

/**
 * A short chain on this tab's tip, and this many longer ones with less work, each by another producer. All
 * are valid unless they are tampered with.
 */
export async function heavyAndLight(
  lab: AttackContext,
  count: number,
  tamper?: (fields: HeaderFields) => HeaderFields,
): Promise<{ readonly heavy: readonly BuiltBlock[]; readonly lights: readonly (readonly BuiltBlock[])[] }> {
  const { clock, forge, chain } = lab
  const spacing = chain.genesis.consensus.spacingMs
  const atPace = (HEAVY_BLOCKS + 2) * spacing
  const needs = new AttackNeeds('a network that adjusts its difficulty within seconds (spacing, halflife)')
  if (2 * atPace > TURN_MS) throw needs

  const end = clock.now() + TURN_MS
  while (clock.now() < end) {
    const fork = forge.tip()
    // time for slow blocks, and as much again to make up for the blocks that were made too fast
    await lab.until(() => clock.now() >= fork.header.timestamp + 2 * atPace, 2 * atPace)
    const now = clock.now()
    const grow = async (length: number, timeOf: (i: number) => number, change?: typeof tamper) => {
      const by = await lab.producers()
      const blocks: BuiltBlock[] = []
      for (let i = 0; i < length; i++) {
        const options = { by, at: timeOf(i), ...(change ? { tamper: change } : {}) }
        blocks.push(await forge.build(blocks.at(-1) ?? fork, [], options))
      }
      return blocks
    }
    const heavy = await grow(HEAVY_BLOCKS, i => now - HEAVY_BLOCKS + i)
    const lights: BuiltBlock[][] = []
    for (let n = 0; n < count; n++)
      lights.push(await grow(HEAVY_BLOCKS + 1, i => now - (HEAVY_BLOCKS - i) * spacing, tamper))
    const weightOf = (blocks: readonly BuiltBlock[]) => blocks.at(-1)?.record.totalWeight ?? 0n
    const isLighter = lights.every(light => weightOf(light) < weightOf(heavy))
    if (isLighter && forge.tip().header.id === fork.header.id) return { heavy, lights }
  }
  throw needs
}
