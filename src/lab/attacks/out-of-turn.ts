import { NO_SIGNATURE } from '#consensus/finality/no-signature.ts'
import { poaSeal } from '#consensus/poa/poa-seal.ts'
import { earliestAfter, offsetAt } from '#consensus/poa/turns.ts'
import type { UnixMs } from '#lib/clock.ts'
import { type Attack, refused } from '../attack.ts'
import { AttackNeeds } from '../attack-needs.ts'
import { TURN_MS } from '../limits.ts'
import { poaOf } from './own-consensus.ts'

export const outOfTurn: Attack = {
  name: 'out-of-turn',
  title: 'An authority out of turn',
  group: 'Stakes and authorities',
  what: 'Signs a block with this tab’s own authority and claims another authority’s turn.',
  outcome:
    'The height determines whose turn it is: every tab bans the peer that sent the block, and the signature names the authority.',
  engines: ['poa'],
  expects: refused('SEAL_AUTHORITY'),

  async run(lab) {
    const { parameters, facts } = poaOf(lab.chain)
    const tip = lab.forge.tip()
    const offsetOf = (address: Uint8Array) =>
      offsetAt(facts.authorities, tip.header.height + 1, address as (typeof facts.authorities)[number])
    const key = (await lab.ownKeys()).find(({ address }) => offsetOf(address) !== undefined)
    if (!key || facts.authorities.length < 2) {
      throw new AttackNeeds('to be one of two or more authorities; ask the admin to add you')
    }
    // any authority's turn but its own
    const claimed = offsetOf(key.address) === 0 ? 1 : 0
    const earliest = earliestAfter(tip.header.timestamp, claimed, parameters)
    await lab.until(() => lab.clock.now() >= earliest, TURN_MS)
    const timestamp = Math.max(lab.clock.now(), tip.header.timestamp + 1) as UnixMs
    const seal = poaSeal({ offset: claimed, ...lab.forge.claims(tip), signature: NO_SIGNATURE })
    const block = await lab.forge.claimed(tip, { key, timestamp, seal })
    await lab.announceBlock(block)
    return { ids: [block.header.id] }
  },
}
