import { assembleHeader } from '#chain/block/header-codec.ts'
import type { BlockId } from '#chain/ids.ts'
import { bytesToHex } from '#lib/bytes.ts'
import { GOSSIP_RATE } from '#network/limits.ts'
import { encodeAnnouncement } from '#network/protocols/announcement.ts'
import { type Attack, refused } from '../attack.ts'
import { SPAM_PER_MESSAGE } from '../limits.ts'

export const headerSpam: Attack = {
  name: 'header-spam',
  title: 'Header spam',
  group: 'Wire',
  what: 'Announces thousands of blocks on parents that do not exist, as fast as the link takes them.',
  outcome:
    'Headers that arrive faster than a node can check them cost score: every tab closes the link and keeps none of them.',
  engines: ['pow', 'poa', 'pos'],
  expects: refused('WIRE_FLOOD'),

  async run(lab) {
    const { header } = lab.forge.tip()
    const spam = () => {
      const parent = bytesToHex(lab.random.bytes(32)) as BlockId
      return encodeAnnouncement({ header: assembleHeader({ ...header, parent }).bytes, txIds: [] })
    }
    await lab.gather()
    const until = GOSSIP_RATE.burst + 4 * SPAM_PER_MESSAGE
    for (let sent = 0; sent < until; sent += SPAM_PER_MESSAGE) {
      lab.burner.announceRaw('blocks', Array.from({ length: SPAM_PER_MESSAGE }, spam))
    }
    await lab.insist(() => lab.burner.announceRaw('blocks', Array.from({ length: SPAM_PER_MESSAGE }, spam)))
    return {}
  },
}
