import type { ApiHandlers } from '#api/handlers.ts'
import { addressFault } from '#chain/address.ts'
import { MAX_MEMO_BYTES } from '#chain/limits.ts'
import { parseRecipient } from '#chain/recipient.ts'
import type { Payload } from '#chain/transaction/transaction.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { utf8FromText } from '#lib/utf8.ts'
import { readAmount } from '#node/pool/make-transaction.ts'
import type { HandlerContext } from './context.ts'
import { createSender } from './send-transaction.ts'

interface Payment {
  readonly to: string
  readonly amount: bigint
  readonly memo?: string
}

/** Sending coins. */
export function paymentHandlers({ node }: HandlerContext): Pick<ApiHandlers, 'send'> {
  const send = createSender(node)

  return {
    send: async payment => {
      const payload = readPayment(payment)
      return payload.ok ? send(payment, payload.value) : payload
    },
  }
}

function readPayment(payment: Payment): Result<Payload, Failure> {
  const to = parseRecipient(payment.to)
  if (!to.ok) return fail(to.error.code, `to: ${addressFault(to.error)}`)
  const amount = readAmount(payment.amount, 'amount')
  if (!amount.ok) return amount
  if (amount.value === 0n) return fail('AMOUNT_ZERO', 'amount: it is 0; send 0.000001 or more')
  const memo = payment.memo ?? ''
  const memoBytes = utf8FromText(memo).length
  if (memoBytes > MAX_MEMO_BYTES) {
    return fail('MEMO_TOO_LONG', `memo: ${memoBytes} bytes, at most ${MAX_MEMO_BYTES} fit; shorten it`)
  }
  return ok({ kind: 'transfer', to: to.value, amount: amount.value, memo })
}
