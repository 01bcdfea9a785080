import type { Block } from '#chain/block/block.ts'
import type { Network } from '#network/network.ts'
import type { Chain } from '#node/chain/chain.ts'
import { type ImportOutcome, importBlocks } from '#node/chain/import/import-blocks.ts'
import type { EventLog } from '#node/screens/event-log.ts'
import type { BlockReports } from './block-reports.ts'

interface Parts {
  readonly chain: Chain
  readonly events: EventLog
  readonly reports: BlockReports
  readonly network: Network
}

/** Imports a block that this node made, and announces it to the peers once it is the tip. */
export async function importOwnBlock(
  { chain, events, reports, network }: Parts,
  block: Block,
): Promise<ImportOutcome> {
  const outcome = await importBlocks(chain, [block])
  reports.imported(outcome, 'self')
  if (outcome.type !== 'extended' && outcome.type !== 'reorganised') return outcome
  const { header, transactions } = block
  events.emit('mined', { id: header.id, height: header.height, transactions: transactions.length })
  const txIds = transactions.map(tx => tx.id)
  await network.publishBlock({ header: header.bytes, txIds }).catch(() => 0)
  return outcome
}
