import { type AppliedBlock, applyBlock } from '../../chain/apply/apply-block.ts'
import { checkApplied } from '../../chain/apply/check-applied.ts'
import type { Header } from '../../chain/block/header.ts'
import type { Violation } from '../../chain/rules.ts'
import type { State } from '../../chain/state/state.ts'
import type { Transaction } from '../../chain/transaction/transaction.ts'
import type { Result } from '../../lib/result.ts'
import type { Chain } from '../chain.ts'

/** Everything about a block that shows only in the state after its parent: the producer's right, what it does, and the roots it promised. */
export function connectBlock(
  chain: Chain,
  header: Header,
  transactions: readonly Transaction[],
  state: State,
): Result<AppliedBlock, Violation> {
  const right = chain.engine.authorise(header, state)
  if (!right.ok) return right

  const { height, timestamp, producer } = header
  const applied = applyBlock(state, { transactions, height, timestamp, producer }, chain)
  if (!applied.ok) return applied

  const roots = checkApplied(header, applied.value)
  if (!roots.ok) return roots
  chain.recent.keep(header.id, applied.value.state, applied.value.journal)
  return applied
}
