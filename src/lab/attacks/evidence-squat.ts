import { assembleHeader } from '#chain/block/header-codec.ts'
import type { Hash } from '#chain/ids.ts'
import type { Attack } from '../attack.ts'
import { SQUATTING_NONCES, VERDICTS_MS } from '../limits.ts'
import { EVIDENCE_RULE, showBoth, signTwice, stakeOfItsOwn } from './sign-twice.ts'

export const evidenceSquat: Attack = {
  name: 'evidence-squat',
  title: 'Evidence that cannot be mined',
  group: 'Stakes and authorities',
  what: 'Signs two blocks for one slot, after it has filled the mempools with evidence of its own: false, or true but behind gaps in its nonces.',
  outcome:
    'Evidence that cannot slash in the next block does not count: honest tabs submit theirs, and the stake is slashed.',
  engines: ['pos'],
  expects: { rule: EVIDENCE_RULE, verdict: 'valid', cutOff: false },

  async run(lab) {
    const { chain, node } = lab
    const staker = await stakeOfItsOwn(lab)
    const twins = await signTwice(lab, staker)
    const headers = [twins.one.header, twins.two.header] as const
    const [unsigned, other] = headers.map((header, i) =>
      assembleHeader({ ...header, stateRoot: `${i}${i}`.repeat(32) as Hash as typeof header.stateRoot }),
    )
    if (unsigned && other) {
      const { nonce } = lab.account(staker)
      await lab.announceTransaction(
        lab.sign(staker, chain.engine.evidenceOf(unsigned, other), { nonce }).bytes,
      )
    }
    const first = lab.account(staker).nonce + 1
    const waiting = Array.from({ length: SQUATTING_NONCES }, (_, i) =>
      lab.sign(staker, chain.engine.evidenceOf(...headers), { nonce: first + i }),
    )
    for (const tx of waiting) await lab.announceTransaction(tx.bytes)
    await lab.until(() => waiting.every(({ id }) => node.mempool.get(id) !== undefined), VERDICTS_MS)
    return showBoth(lab, staker, twins)
  },
}
