import type { StateRoot } from '#chain/ids.ts'
import { bytesToHex } from '#lib/bytes.ts'
import { type Attack, refused, WITHOUT_STAKES } from '../attack.ts'

export const wrongStateRoot: Attack = {
  name: 'wrong-state-root',
  title: 'A wrong state root',
  group: 'Blocks',
  what: 'Makes a sealed block with a state root to which its transactions do not lead.',
  outcome:
    'Every tab applies the block itself, computes another root, and bans the peer that made the block.',
  engines: WITHOUT_STAKES,
  expects: refused('BLOCK_STATE_ROOT'),

  async run(lab) {
    const stateRoot = bytesToHex(lab.random.bytes(32)) as StateRoot
    const block = await lab.forge.build(lab.forge.tip(), [], {
      by: await lab.producers(),
      tamper: fields => ({ ...fields, stateRoot }),
    })
    await lab.announceBlock(block)
    return { ids: [block.header.id] }
  },
}
