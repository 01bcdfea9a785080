import type { Block } from '#chain/block/block.ts'
import { filesRoot, transactionsRoot } from '#chain/block/block-roots.ts'
import type { Transaction } from '#chain/transaction/transaction.ts'
import type { BuiltBlock } from './chain-builder.ts'
import type { SealedChain, SealOptions } from './sealed-chain.ts'

/**
 * A sealed block whose header commits to these transactions, whether or not they can be applied: all its
 * other fields are those of a block without them.
 */
export async function unappliedBlock(
  chain: SealedChain,
  parent: BuiltBlock,
  transactions: readonly Transaction[],
  options: Omit<SealOptions, 'tamper'>,
): Promise<Block> {
  const { header } = await chain.seal(parent, [], {
    ...options,
    tamper: fields => ({
      ...fields,
      txRoot: transactionsRoot(transactions.map(tx => tx.id)),
      fileRoot: filesRoot(transactions),
    }),
  })
  return { header, transactions }
}
