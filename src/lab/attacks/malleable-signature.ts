import { assembleTransaction } from '#chain/transaction/transaction-codec.ts'
import { type Attack, refused } from '../attack.ts'

/** The order of the curve's base point (RFC 8032, 5.1). */
const L = 2n ** 252n + 27742317777372353535851937790883648493n

export const malleableSignature: Attack = {
  name: 'malleable-signature',
  title: 'A second form of a signature',
  group: 'Payments',
  what: 'Takes a signed payment and adds the order of the curve to its signature, which gives it another id.',
  outcome:
    'Only the form below the order is a valid signature: every tab drops the other and closes the link.',
  engines: ['poa', 'pow', 'pos'],
  expects: refused('TX_SIGNATURE'),

  async run(lab) {
    const payment = lab.payment(lab.freshKey(), { nonce: 0 })
    const twin = assembleTransaction(payment, withOrder(payment.signature))
    await lab.insist(() => lab.burner.announceTransaction(twin.bytes))
    return { ids: [twin.id] }
  },
}

/** S + L for S, the second half, little-endian. */
function withOrder(signature: Uint8Array): Uint8Array {
  const changed = signature.slice()
  let rest = signature.subarray(32).reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n) + L
  for (let i = 32; i < 64; i++) {
    changed[i] = Number(rest & 0xffn)
    rest >>= 8n
  }
  return changed
}
