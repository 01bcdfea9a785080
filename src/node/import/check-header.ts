import { checkHeaderContext, isFromFuture } from '../../chain/block/check-header-context.ts'
import type { Header } from '../../chain/block/header.ts'
import type { Violation } from '../../chain/rules.ts'
import type { TreeBlock } from '../block-tree.ts'
import { type Chain, finalHeight } from '../chain.ts'

export type HeaderCheck =
  | { readonly type: 'checked'; readonly node: TreeBlock }
  | { readonly type: 'orphan' }
  | { readonly type: 'unchecked'; readonly reason: string }
  | { readonly type: 'invalid'; readonly violation: Violation }

/**
 * Everything that a header must show before its body is worth asking for. A header that passes enters the tree.
 *
 * 1. Already in the tree: its verdict stands.
 * 2. Its parent is in the tree; below the final block nothing is accepted any more.
 * 3. Not from the future: that is nobody's fault, and is looked at again later.
 * 4. Height, network and median time past hold.
 * 5. The consensus engine accepts the seal.
 */
export function checkHeader(chain: Chain, header: Header): HeaderCheck {
  const seen = chain.tree.get(header.id)
  if (seen) {
    if (!seen.invalid) return { type: 'checked', node: seen }
    return invalid('HEADER_ON_INVALID', `block ${header.id} is, or stands on, a block that broke a rule`)
  }

  const parent = chain.tree.get(header.parent)
  if (!parent) {
    if (header.height > finalHeight(chain)) return { type: 'orphan' }
    return {
      type: 'unchecked',
      reason: `height ${header.height} is below the final height ${finalHeight(chain)}`,
    }
  }
  if (parent.invalid) return invalid('HEADER_ON_INVALID', `parent ${header.parent} broke a rule`)

  if (parent.header.height < finalHeight(chain)) {
    return { type: 'unchecked', reason: `it forks off below the final height ${finalHeight(chain)}` }
  }

  if (isFromFuture(header, chain.clock.now(), chain.genesis.limits)) {
    return { type: 'unchecked', reason: `timestamp ${header.timestamp} is ahead of this node's clock` }
  }

  const context = checkHeaderContext(header, parent.header, chain.tree.recentTimes(parent), chain.networkId)
  if (!context.ok) return { type: 'invalid', violation: context.error }

  const seal = chain.engine.verify(header, parent.header, parent)
  if (!seal.ok) return { type: 'invalid', violation: seal.error }

  const record = chain.engine.follow(header, parent.header, parent)
  const node: TreeBlock = { ...record, header, main: false, stored: false, invalid: false }
  chain.tree.add(node)
  return { type: 'checked', node }
}

function invalid(code: Violation['code'], message: string): HeaderCheck {
  return { type: 'invalid', violation: { code, message } }
}
