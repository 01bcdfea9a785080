import { type Attack, refused } from '../attack.ts'

export const junkMessages: Attack = {
  name: 'junk-messages',
  title: 'Junk',
  group: 'Wire',
  what: 'Sends random bytes where block announcements belong.',
  outcome: 'Nothing decodes: every tab drops the bytes, and a peer that insists loses its links.',
  engines: ['pow', 'poa', 'pos'],
  expects: refused('WIRE_MALFORMED'),

  async run(lab) {
    await lab.insist(() => lab.burner.announceRaw('blocks', [lab.random.bytes(200)]))
    return {}
  },
}
