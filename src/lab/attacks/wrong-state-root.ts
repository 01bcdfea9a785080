import type { StateRoot } from '#chain/ids.ts'
import { bytesToHex } from '#lib/bytes.ts'
import { type Attack, refused, WITHOUT_STAKES } from '../attack.ts'

export const wrongStateRoot: Attack = {
  name: 'wrong-state-root',
  title: 'A wrong state root',
  group: 'Blocks',
  what: 'Makes a sealed block that promises a state which its transactions do not lead to.',
  outcome: 'Every tab applies the block itself, finds another root, and bans who made it.',
  engines: WITHOUT_STAKES,
  expects: refused('BLOCK_STATE_ROOT'),

  async run(lab) {
    const stateRoot = bytesToHex(lab.random.bytes(32)) as StateRoot
    const block = await lab.forge.build(lab.forge.tip(), [], {
      by: await lab.producers(),
      tamper: fields => ({ ...fields, stateRoot }),
    })
    await lab.tellBlock(block)
    return { ids: [block.header.id] }
  },
}
