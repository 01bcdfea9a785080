import { type AppliedBlock, applyBlock } from '#chain/apply/apply-block.ts'
import { checkApplied } from '#chain/apply/check-applied.ts'
import type { Header } from '#chain/block/header.ts'
import type { Violation } from '#chain/rules.ts'
import type { State } from '#chain/state/state.ts'
import type { Transaction } from '#chain/transaction/transaction.ts'
import type { Ancestry } from '#consensus/engine.ts'
import { finalBlockOf } from '#consensus/finality/final-block.ts'
import { judged } from '#lib/judged.ts'
import type { Result } from '#lib/result.ts'
import type { Chain } from '../chain.ts'

type Rules = Pick<Chain, 'genesis' | 'networkId' | 'engine'>

/**
 * Checks a block against the state after its parent, where `ancestry` begins: the producer's right, the
 * block's effects, and its roots.
 */
export function connectBlock(
  chain: Rules & Pick<Chain, 'recent'>,
  header: Header,
  transactions: readonly Transaction[],
  state: State,
  ancestry: Ancestry,
): Result<AppliedBlock, Violation> {
  const thing = { what: 'block', id: header.id, height: header.height, step: 'apply' } as const
  const applied = judged(thing, () => applyAsPromised(chain, header, transactions, state, ancestry))
  if (applied.ok) chain.recent.keep(header.id, applied.value.state, applied.value.journal)
  return applied
}

function applyAsPromised(
  chain: Rules,
  header: Header,
  transactions: readonly Transaction[],
  state: State,
  ancestry: Ancestry,
): Result<AppliedBlock, Violation> {
  const right = chain.engine.authorise(header, state, ancestry)
  if (!right.ok) return right

  const { height, timestamp, producer } = header
  const applied = applyBlock(
    state,
    { transactions, height, timestamp, producer, final: finalBlockOf(chain.engine, ancestry, header) },
    chain,
  )
  if (!applied.ok) return applied

  const roots = checkApplied(header, applied.value)
  return roots.ok ? applied : roots
}
