import { ok } from '../../lib/result.ts'
import { accountKey } from '../state/account.ts'
import type { TransferPayload } from '../transaction/transaction.ts'
import { credit } from './credit.ts'
import type { PayloadEffect } from './payload-effect.ts'

/** A transfer gives what it spends to its recipient, who may be the sender. */
export const applyTransfer: PayloadEffect<TransferPayload> = {
  spends: payload => payload.amount,

  apply(state, _tx, { to, amount }) {
    const credited = credit(state, to, amount, 'TX_OVERFLOW')
    return credited.ok ? ok({ state: credited.value, touched: [accountKey(to)] }) : credited
  },
}
