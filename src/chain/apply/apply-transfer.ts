import { ok } from '#lib/result.ts'
import type { TransferPayload } from '../transaction/transaction.ts'
import type { PayloadEffect } from './consensus-rules.ts'
import { credit } from './credit.ts'

/** A transfer gives the amount that it spends to its recipient, which may be the sender. */
export const applyTransfer: PayloadEffect<TransferPayload> = {
  spends: payload => payload.amount,

  apply(draft, _tx, { to, amount }) {
    const credited = credit(draft, to, amount)
    return credited.ok ? ok({ events: [] }) : credited
  },
}
