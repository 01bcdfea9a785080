import { prove } from '#consensus/vrf.ts'
import { createSlotTickets } from '#testing/slot-tickets.ts'
import { type Attack, refused } from '../attack.ts'
import { AttackNeeds } from '../attack-needs.ts'
import { TURN_MS } from '../limits.ts'

export const vrfOtherSlot: Attack = {
  name: 'vrf-other-slot',
  title: 'A ticket of another slot',
  group: 'Stakes and authorities',
  what: 'Signs a block for this slot with the lottery’s proof for the next one.',
  outcome:
    'A proof is valid for one slot of one epoch: every tab refuses the header and bans the peer that sent it.',
  engines: ['pos'],
  expects: refused('SEAL_PROOF'),

  async run(lab) {
    const { genesis: params, engine, state } = lab.chain
    const key = (await lab.ownKeys()).find(({ address }) => engine.stakeOf(state, address) > 0n)
    if (!key) throw new AttackNeeds('a stake of this tab’s own: `stake main 1000`')
    const tickets = createSlotTickets({ params, engine })

    const slotNow = () => tickets.slots.slotAt(lab.clock.now())
    await lab.until(() => slotNow() > tickets.slotOf(lab.forge.tip()), TURN_MS)
    const tip = lab.forge.tip()
    const proof = prove(key.secretKey, tickets.alphaOn(tip, slotNow() + 1))
    const timestamp = Math.max(lab.clock.now(), tip.header.timestamp + 1)
    const header = tickets.craft(tip, key, tickets.slots.slotAt(timestamp as never), { proof, timestamp })
    await lab.announceBlock({ header, transactions: [] })
    return { ids: [header.id] }
  },
}
