import { NO_SIGNATURE } from '#consensus/finality/no-signature.ts'
import { poaSeal } from '#consensus/poa/poa-seal.ts'
import { earliestAfter } from '#consensus/poa/turns.ts'
import type { UnixMs } from '#lib/clock.ts'
import { type Attack, refused } from '../attack.ts'
import { TURN_MS } from '../limits.ts'
import { adminKey } from './admin-key.ts'
import { poaOf } from './own-consensus.ts'

export const removedAuthority: Attack = {
  name: 'removed-authority',
  title: 'A removed authority',
  group: 'Stakes and authorities',
  what: 'Lets a new authority in, removes it, and then makes a block with its key.',
  outcome:
    'From the next block on the key has no authority: every tab refuses the block and bans the peer that sent it.',
  engines: ['poa'],
  expects: refused('SEAL_AUTHORITY'),

  async run(lab) {
    const admin = await adminKey(lab)
    const key = lab.freshKey()
    const { address } = key
    await lab.sendOwn({ kind: 'authority', action: 'add', address }, 0n, admin)
    await lab.sendOwn({ kind: 'authority', action: 'remove', address }, 0n, admin)

    const tip = lab.forge.tip()
    const earliest = earliestAfter(tip.header.timestamp, 0, poaOf(lab.chain).parameters)
    await lab.until(() => lab.clock.now() >= earliest, TURN_MS)
    const timestamp = Math.max(lab.clock.now(), earliest) as UnixMs
    const seal = poaSeal({ offset: 0, ...lab.forge.claims(tip), signature: NO_SIGNATURE })
    const block = await lab.forge.claimed(tip, { key, timestamp, seal })
    await lab.announceBlock(block)
    return { ids: [block.header.id] }
  },
}
