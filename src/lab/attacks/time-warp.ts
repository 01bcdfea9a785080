import { type Attack, refused } from '../attack.ts'

export const timeWarp: Attack = {
  name: 'time-warp',
  title: 'A time warp',
  group: 'Blocks',
  what: 'Dates a block before the blocks below it, which is the first step to make work seem slow and blocks easy.',
  outcome: 'A block must be later than the median of the eleven before it: every tab closes the link.',
  engines: ['pow'],
  expects: refused('HEADER_TIMESTAMP_OLD'),

  async run(lab) {
    const tip = lab.forge.tip()
    const block = await lab.forge.build(tip, [], {
      by: await lab.producers(),
      tamper: fields => ({ ...fields, timestamp: lab.chain.genesis.timestamp }),
    })
    await lab.announceBlock(block)
    return { ids: [block.header.id] }
  },
}
