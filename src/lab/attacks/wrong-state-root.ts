import { ALL_ENGINES, type Attack, refused } from '../attack.ts'

export const wrongStateRoot: Attack = {
  name: 'wrong-state-root',
  title: 'A wrong state root',
  group: 'Blocks',
  what: 'Makes a sealed block that promises the state before it instead of the one after it.',
  outcome: 'Every tab applies the block itself, finds another root, and bans who made it.',
  engines: ALL_ENGINES,
  expects: refused('BLOCK_STATE_ROOT'),

  async run(lab) {
    const tip = lab.forge.tip()
    const block = await lab.forge.build(tip, [], {
      by: await lab.producers(),
      tamper: fields => ({ ...fields, stateRoot: tip.header.stateRoot }),
    })
    await lab.tellBlock(block)
    return { ids: [block.header.id] }
  },
}
