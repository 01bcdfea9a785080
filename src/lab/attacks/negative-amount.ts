import { type CborValue, decode, encode } from '#chain/codec.ts'
import { known } from '#lib/assert.ts'
import { type Attack, refused } from '../attack.ts'

/** The position of the amount in a transfer's payload, and of the payload in a transaction. */
const [AMOUNT, PAYLOAD] = [1, 7]

export const negativeAmount: Attack = {
  name: 'negative-amount',
  title: 'A negative amount',
  group: 'Payments',
  what: 'Sends a payment of −1 coin, which would take the coin from the recipient.',
  outcome:
    'An amount has no sign on the wire: every tab drops the bytes, and a peer that insists loses its links.',
  engines: ['poa', 'pow', 'pos'],
  expects: refused('TX_SCHEMA'),

  async run(lab) {
    const { bytes } = lab.payment(lab.freshKey(), { nonce: 0 })
    const decoded = decode(bytes)
    const fields = known(decoded.ok ? (decoded.value as readonly CborValue[]) : undefined, 'fields')
    const payload = fields[PAYLOAD] as readonly CborValue[]
    const negative = encode(fields.with(PAYLOAD, payload.with(AMOUNT, -1_000_000n)))
    await lab.insist(() => lab.burner.announceTransaction(negative))
    return {}
  },
}
