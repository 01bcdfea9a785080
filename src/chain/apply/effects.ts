import type { Payload } from '../transaction/transaction.ts'
import { applyFile } from './apply-file.ts'
import { applyTransfer } from './apply-transfer.ts'
import type { CommonKind, ConsensusRules, Effects, PayloadEffect } from './consensus-rules.ts'

/** The effects that every network has; a new one is a file and a line here. */
const COMMON: Effects<CommonKind> = { transfer: applyTransfer, file: applyFile }

/**
 * The effect of this kind on a network with this engine; undefined if the network has no such transactions.
 */
export function effectOf(payload: Payload, engine: ConsensusRules): PayloadEffect<Payload> | undefined {
  const effects: Partial<Effects<Payload['kind']>> = { ...engine.effects, ...COMMON }
  return effects[payload.kind] as PayloadEffect<Payload> | undefined
}
