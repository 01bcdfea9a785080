import { type Amount, COIN } from '#chain/amount.ts'
import { type Attack, refused, WITHOUT_STAKES } from '../attack.ts'

export const wrongReward: Attack = {
  name: 'wrong-reward',
  title: 'A higher reward',
  group: 'Blocks',
  what: 'Makes a sealed block whose producer gives itself a million coins more than the rules allow.',
  outcome:
    'Every tab pays the correct reward, computes another state root, and bans the peer that made the block.',
  engines: WITHOUT_STAKES,
  expects: refused('BLOCK_STATE_ROOT'),

  async run(lab) {
    const tip = lab.forge.tip()
    const block = await lab.forge.build(tip, [], {
      by: await lab.producers(),
      params: {
        ...lab.chain.genesis,
        emission: {
          ...lab.chain.genesis.emission,
          reward: (1_000_000n * COIN) as Amount,
          halvingInterval: 0,
        },
      },
    })
    await lab.announceBlock(block)
    return { ids: [block.header.id] }
  },
}
