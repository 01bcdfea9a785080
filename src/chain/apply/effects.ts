import type { Payload } from '../transaction/transaction.ts'
import { applyTransfer } from './apply-transfer.ts'
import type { PayloadEffect } from './payload-effect.ts'

/** Every kind's effect; a new one is a file and a line here. */
const EFFECTS = { transfer: applyTransfer } satisfies {
  readonly [K in Payload['kind']]: PayloadEffect<Extract<Payload, { kind: K }>>
}

export const effectOf = (payload: Payload): PayloadEffect<Payload> => EFFECTS[payload.kind]
