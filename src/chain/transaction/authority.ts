import { ok } from '#lib/result.ts'
import { ZERO } from '../amount.ts'
import { violation } from '../rules.ts'
import { address, conform, safeInteger, tuple } from '../schema.ts'
import type { AuthorityPayload } from './transaction.ts'
import type { TransactionKind } from './transaction-kind.ts'

/** By their number on the wire. */
const ACTIONS = ['add', 'remove', 'admin'] as const satisfies AuthorityPayload['action'][]

const payloadTuple = tuple({ action: safeInteger, address })

/** `authority` on the wire: [action, address]. */
export const authority: TransactionKind<AuthorityPayload> = {
  code: 4,

  encode: payload => [ACTIONS.indexOf(payload.action), payload.address],

  decode(value) {
    const read = conform(value, payloadTuple, 'TX_SCHEMA')
    if (!read.ok) return read
    const action = ACTIONS[read.value.action]
    if (action === undefined)
      return violation('TX_SCHEMA', `action: ${read.value.action} is unknown; expected 0, 1 or 2`)
    return ok({ kind: 'authority', action, address: read.value.address })
  },

  summary: ({ action, address: to }) => ({ to, amount: ZERO, text: action, detail: { action } }),
}
