import { ok } from '#lib/result.ts'
import { ZERO } from '../amount.ts'
import type { FilePayload } from '../transaction/transaction.ts'
import type { PayloadEffect } from './consensus-rules.ts'

/** A file's record is in the block, under the header's file root; the state does not hold it. */
export const applyFile: PayloadEffect<FilePayload> = {
  spends: () => ZERO,
  apply: () => ok({ events: [] }),
}
