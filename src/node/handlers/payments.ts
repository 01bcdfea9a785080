import type { CallHandlers } from '#api/handlers.ts'
import type { HandlerContext } from './context.ts'
import { createSender } from './send-transaction.ts'

/** Handlers for sending coins. */
export function paymentHandlers({ node }: HandlerContext) {
  const send = createSender(node)

  return {
    send: async ({ to, amount, memo = '', ...options }) =>
      send(options, { kind: 'transfer', to, amount, memo }),
  } satisfies Partial<CallHandlers>
}
