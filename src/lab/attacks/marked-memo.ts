import { type Amount, COIN } from '#chain/amount.ts'
import { type Attack, harmless } from '../attack.ts'
import { byLanding } from '../judge.ts'

/** Characters that decoders drop, replace or compose by default. */
const MEMO = '\ufeff\ufeffe\u0301\0\r\n\u2028\u202e\ufffe\u{10ffff}'

export const markedMemo: Attack = {
  name: 'marked-memo',
  title: 'A memo that decoders shorten',
  group: 'Payments',
  what: 'Sends a payment with a memo that begins with U+FEFF, which decoders of UTF-8 drop by default.',
  outcome:
    'The signature covers the whole text: the payment gets into a block, and every tab reads the complete memo.',
  engines: ['poa', 'pow', 'pos'],
  expects: harmless('valid'),

  async run(lab) {
    const purse = await lab.purse()
    const to = lab.freshKey().address
    const payment = lab.sign(purse, { kind: 'transfer', to, amount: (COIN / 100n) as Amount, memo: MEMO })
    await lab.announceTransaction(payment.bytes)
    await lab.landed(payment.id)
    return {
      ids: [payment.id],
      judge: byLanding(payment.id),
      async aftermath() {
        const row = await lab.chain.store.tx(payment.id)
        return row?.memo === MEMO ? undefined : 'the memo differs in this tab’s own chain'
      },
    }
  },
}
