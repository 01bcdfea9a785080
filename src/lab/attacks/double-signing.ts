import type { Attack } from '../attack.ts'
import { EVIDENCE_RULE, showBoth, signTwice, stakeOfItsOwn } from './sign-twice.ts'

export const doubleSigning: Attack = {
  name: 'double-signing',
  title: 'Two blocks for one slot',
  group: 'Stakes and authorities',
  what: 'Stakes with a key of its own, wins a slot, and signs two blocks for it, one for each half of the network.',
  outcome: 'A tab that sees both headers submits the evidence: within three blocks the stake is slashed.',
  engines: ['pos'],
  expects: { rule: EVIDENCE_RULE, verdict: 'valid', cutOff: false },

  async run(lab) {
    const staker = await stakeOfItsOwn(lab)
    const twins = await signTwice(lab, staker)
    return showBoth(lab, staker, twins)
  },
}
