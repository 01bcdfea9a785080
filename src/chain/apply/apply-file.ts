import { ok } from '#lib/result.ts'
import { ZERO } from '../amount.ts'
import type { FilePayload } from '../transaction/transaction.ts'
import type { PayloadEffect } from './consensus-rules.ts'

/** Records a file: its record is in the block, under the header's file root, and not in the state. */
export const applyFile: PayloadEffect<FilePayload> = {
  spends: () => ZERO,
  apply: () => ok({ events: [] }),
}
