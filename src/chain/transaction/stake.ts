import { ok } from '#lib/result.ts'
import { violation } from '../rules.ts'
import { amount, conform, tuple } from '../schema.ts'
import type { Payload, StakePayload, UnstakePayload } from './transaction.ts'
import type { TransactionKind } from './transaction-kind.ts'

/** `stake` on the wire: [amount]. */
export const stake = bondKind<StakePayload>(1, 'stake')

/** `unstake` on the wire: [amount]. */
export const unstake = bondKind<UnstakePayload>(2, 'unstake')

const payloadTuple = tuple({ amount })

function bondKind<P extends Extract<Payload, { kind: 'stake' | 'unstake' }>>(
  code: number,
  kind: P['kind'],
): TransactionKind<P> {
  return {
    code,

    encode: payload => [payload.amount],

    decode(value) {
      const read = conform(value, payloadTuple, 'TX_SCHEMA')
      if (!read.ok) return read
      if (read.value.amount === 0n) return violation('TX_AMOUNT_ZERO', `${kind} must move at least 0.000001`)
      return ok({ kind, amount: read.value.amount } as P)
    },

    summary: payload => ({ amount: payload.amount, text: '', detail: {} }),
  }
}
