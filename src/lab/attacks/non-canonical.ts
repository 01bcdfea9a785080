import { concatBytes } from '#lib/bytes.ts'
import { type Attack, refused } from '../attack.ts'

export const nonCanonical: Attack = {
  name: 'non-canonical',
  title: 'Bytes that are not canonical',
  group: 'Payments',
  what: 'Writes a payment’s version in two bytes instead of one, so that the same payment has another id.',
  outcome:
    'Two byte strings never mean the same thing: every tab drops it, and a peer that insists loses its links.',
  engines: ['poa', 'pow', 'pos'],
  expects: refused('ENCODING_NOT_CANONICAL'),

  async run(lab) {
    const { bytes } = lab.payment(lab.freshKey(), { nonce: 0 })
    // the head of the list, then 1 in one byte more than it needs
    const longer = concatBytes(bytes.subarray(0, 1), Uint8Array.of(0x18), bytes.subarray(1))
    await lab.insist(() => lab.burner.announceTransaction(longer))
    return {}
  },
}
