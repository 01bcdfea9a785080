import type { UnixMs } from '#lib/clock.ts'
import { type Attack, ignored } from '../attack.ts'

export const futureBlock: Attack = {
  name: 'future-block',
  title: 'A block from the future',
  group: 'Blocks',
  what: 'Makes a sealed block that is dated an hour ahead.',
  outcome: 'No tab accepts it before its time. Nobody is punished: the tab’s own clock may be wrong.',
  engines: ['pow'],
  expects: ignored('HEADER_TIMESTAMP_FUTURE'),

  async run(lab) {
    const { timestamp } = lab.forge.tip().header
    const later = (Math.max(lab.clock.now(), timestamp) + 3_600_000) as UnixMs
    const block = await lab.forge.build(lab.forge.tip(), [], {
      by: await lab.producers(),
      tamper: fields => ({ ...fields, timestamp: later }),
    })
    await lab.announceBlock(block)
    return { ids: [block.header.id] }
  },
}
