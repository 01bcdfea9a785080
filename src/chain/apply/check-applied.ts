import { checkAll, ok, type Result } from '#lib/result.ts'
import type { Header } from '../block/header.ts'
import { type Violation, violation } from '../rules.ts'
import type { AppliedBlock } from './apply-block.ts'

/** Does the block have the roots that its header commits to? */
export function checkApplied(header: Header, applied: AppliedBlock): Result<void, Violation> {
  return checkAll(
    () => checkStateRoot(header, applied),
    () => checkReceiptRoot(header, applied),
  )
}

function checkStateRoot(header: Header, applied: AppliedBlock): Result<void, Violation> {
  const root = applied.state.root()
  if (root === header.stateRoot) return ok(undefined)
  return violation(
    'BLOCK_STATE_ROOT',
    `the header commits to state ${header.stateRoot}, but applying gave ${root}`,
  )
}

function checkReceiptRoot(header: Header, applied: AppliedBlock): Result<void, Violation> {
  if (applied.receiptRoot === header.receiptRoot) return ok(undefined)
  return violation(
    'BLOCK_RECEIPT_ROOT',
    `the header commits to receipts ${header.receiptRoot}, but applying gave ${applied.receiptRoot}`,
  )
}
