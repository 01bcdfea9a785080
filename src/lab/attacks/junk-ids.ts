import { hashFromBytes } from '#chain/hash.ts'
import type { TxId } from '#chain/ids.ts'
import { MAX_ANNOUNCED_IDS } from '#network/limits.ts'
import { type Attack, refused } from '../attack.ts'
import { JUNK_ANNOUNCEMENTS, PASSED_ON_MEANWHILE } from '../limits.ts'

export const junkIds: Attack = {
  name: 'junk-ids',
  title: 'A known block with junk ids',
  group: 'Wire',
  what: 'Announces a block that everybody holds, each time with thousands of other ids, so that each is a new message.',
  outcome:
    'The ids must lead to the root in the header: no tab relays any of the messages, and two cost the link.',
  engines: ['pow', 'poa', 'pos'],
  expects: refused('BLOCK_TX_ROOT'),

  async run(lab) {
    const { burner, random } = lab
    const { header } = lab.chain.tip
    await lab.gather()
    const before = await lab.passedOn()
    for (let i = 0; i < JUNK_ANNOUNCEMENTS; i++) {
      const bytes = random.bytes(32 * MAX_ANNOUNCED_IDS)
      const txIds = Array.from({ length: MAX_ANNOUNCED_IDS }, (_, n) =>
        hashFromBytes<TxId>(bytes.subarray(32 * n, 32 * n + 32)),
      )
      burner.announce({ header: header.bytes, txIds })
    }
    const once = () => burner.announce({ header: header.bytes, txIds: [hashFromBytes(random.bytes(32))] })
    await burner.insist(once, lab.signal)
    return {
      aftermath: async () => {
        const passedOn = (await lab.passedOn()) - before
        return passedOn <= PASSED_ON_MEANWHILE ? undefined : `${passedOn} messages were relayed`
      },
    }
  },
}
