import { checkHeaderContext, isFromFuture } from '#chain/block/check-header-context.ts'
import type { Header } from '#chain/block/header.ts'
import { firstUnknownHeight } from '#chain/genesis/rules-version.ts'
import type { Violation } from '#chain/rules.ts'
import { judged } from '#lib/judged.ts'
import type { TreeBlock } from '../block-tree.ts'
import type { Chain } from '../chain.ts'
import { BEYOND_HEADERS } from '../limits.ts'
import { live } from './live-chain.ts'

export type HeaderCheck =
  | { readonly type: 'checked'; readonly node: TreeBlock }
  | { readonly type: 'orphan' }
  | Unchecked
  | { readonly type: 'invalid'; readonly violation: Violation }

/** It cannot be judged here and now, by the rule `code`; no peer is blamed. */
export interface Unchecked {
  readonly type: 'unchecked'
  readonly code:
    | 'HEADER_BELOW_FINALITY'
    | 'HEADER_TIMESTAMP_FUTURE'
    | 'HEADER_RULES_UNKNOWN'
    | 'JUDGING_FAULT'
  readonly reason: string
  /**
   * A descendant of a block that a bug keeps from being judged; it is in the tree to know that chain's
   * weight.
   */
  readonly beyond?: TreeBlock
}

/**
 * All checks of a header before its body is requested. A header that passes enters the tree.
 *
 * 1. Already in the tree: its verdict stands.
 * 2. Its parent is in the tree, and not below the final block.
 * 3. This software knows its rules.
 * 4. Network, height, version and median time past are valid.
 * 5. The consensus engine accepts the seal, as far as headers show.
 * 6. It is not from the future; otherwise it is checked again later. This check is last, so that a waiting
 *    header has cost its maker a seal.
 * 7. Neither it nor a block below it is kept from being judged by a bug of this app.
 */
export function checkHeader(chain: Chain, header: Header): HeaderCheck {
  return judged({ what: 'block', id: header.id, height: header.height, step: 'header' }, () =>
    judgeHeader(chain, header),
  )
}

function judgeHeader(chain: Chain, header: Header): HeaderCheck {
  const unjudged = chain.unjudged.get(header.id)
  if (unjudged?.step === 'header') return outOfReach(header, undefined)
  const seen = chain.tree.get(header.id)
  if (seen) {
    if (seen.beyond !== undefined) return outOfReach(header, seen)
    if (!seen.invalid) return { type: 'checked', node: seen }
    return invalid('HEADER_ON_INVALID', `block ${header.id} or an ancestor broke a rule`)
  }

  const parent = chain.tree.get(header.parent)
  if (!parent) {
    if (header.height > chain.final) return { type: 'orphan' }
    const reason = `height ${header.height} is below the final height ${chain.final}`
    return { type: 'unchecked', code: 'HEADER_BELOW_FINALITY', reason }
  }
  if (parent.invalid) return invalid('HEADER_ON_INVALID', `parent ${header.parent} broke a rule`)

  if (parent.header.height < chain.final) {
    const reason = `its fork begins below the final height ${chain.final}`
    return { type: 'unchecked', code: 'HEADER_BELOW_FINALITY', reason }
  }

  if (header.height >= (firstUnknownHeight(chain.genesis) ?? Number.POSITIVE_INFINITY)) {
    const reason = `from height ${firstUnknownHeight(chain.genesis)} on the network follows rules newer than this app; update it`
    return { type: 'unchecked', code: 'HEADER_RULES_UNKNOWN', reason }
  }

  const context = checkHeaderContext(header, parent.header, chain.tree.recentTimes(parent), chain)
  if (!context.ok) return { type: 'invalid', violation: context.error }

  const seal = chain.engine.verify(header, parent)
  if (!seal.ok) return { type: 'invalid', violation: seal.error }

  if (isFromFuture(header, chain.clock.now(), chain.genesis.limits)) {
    const reason = `timestamp ${header.timestamp} is ahead of this node's clock`
    return { type: 'unchecked', code: 'HEADER_TIMESTAMP_FUTURE', reason }
  }

  const record = chain.engine.follow(header, parent)
  const node: TreeBlock = { ...record, header, main: false, stored: false, invalid: false }
  const beyond = unjudged ? 1 : parent.beyond && parent.beyond + 1
  if (beyond !== undefined) {
    const isKept = chain.tree.beyond().length < BEYOND_HEADERS
    if (isKept) chain.tree.add({ ...node, beyond })
    return outOfReach(header, chain.tree.get(header.id))
  }
  chain.tree.add(node)
  live(chain).headers.emit(header)
  return { type: 'checked', node }
}

function outOfReach({ height }: Header, beyond: TreeBlock | undefined): HeaderCheck {
  const reason = `a bug of this app keeps it from judging block ${height} or one below it; update the app`
  return { type: 'unchecked', code: 'JUDGING_FAULT', reason, ...(beyond && { beyond }) }
}

function invalid(code: Violation['code'], message: string): HeaderCheck {
  return { type: 'invalid', violation: { code, message } }
}
