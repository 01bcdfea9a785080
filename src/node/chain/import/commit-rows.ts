import { formatAddress } from '#chain/address.ts'
import { encodeJournal } from '#chain/apply/journal.ts'
import type { Receipt } from '#chain/block/block.ts'
import { encodeBody } from '#chain/block/body-codec.ts'
import type { Transaction } from '#chain/transaction/transaction.ts'
import { known } from '#lib/assert.ts'
import { judged } from '#lib/judged.ts'
import type { ChainCommit } from '#storage/chain-store.ts'
import { eventParties } from '#storage/contract-events.ts'
import { FILES_PARTY } from '#storage/history.ts'
import type { BlockRow, BodyRow, TxRow } from '#storage/rows.ts'
import type { TreeBlock } from '../block-tree.ts'
import type { ConnectedBlock, Projection } from '../chain.ts'
import { summaryRow } from '../summary-row.ts'
import type { AppliedPath } from './apply-path.ts'

/** Only the tip's row needs its final height. */
const NOT_TIP = { final: 0, floor: 0 }

/** Everything that a tip change writes, as one commit. */
export function commitOf(applied: AppliedPath, projection: Required<Projection>): ChainCommit {
  return {
    reverted: applied.reverted.map(({ node }) => node.header.id),
    extended: applied.connected.map(block => {
      const { id, height } = block.node.header
      const journal = known(applied.journals.get(block.node), 'journal of a connected block')
      return judged({ what: 'block', id, height, step: 'rows' }, () => ({
        block: blockRow(block.node, block.transactions, {
          main: 1,
          reward: block.reward,
          fees: block.fees,
          ...(block.node === applied.tip ? applied : NOT_TIP),
        }),
        body: { id, body: encodeBody(block.transactions), undo: encodeJournal(journal) },
        txs: txRows(block),
      }))
    }),
    state: [...applied.touched].map(key => [key, applied.state.get(key)] as const),
    ...projection,
  }
}

/** A block off the main chain, with its body and without an undo journal. */
export function forkRows(
  node: TreeBlock,
  transactions: readonly Transaction[],
): { block: BlockRow; body: BodyRow } {
  return {
    block: blockRow(node, transactions, { main: 0, reward: 0n, fees: 0n, ...NOT_TIP }),
    body: { id: node.header.id, body: encodeBody(transactions) },
  }
}

/** The database row of a block. */
export function blockRow(
  node: TreeBlock,
  transactions: readonly Transaction[],
  { main, reward, fees, final, floor }: Pick<BlockRow, 'main' | 'reward' | 'fees' | 'final' | 'floor'>,
): BlockRow {
  const { header } = node
  return {
    id: header.id,
    height: header.height,
    parent: header.parent,
    main,
    timestamp: header.timestamp,
    producer: formatAddress(header.producer),
    stateRoot: header.stateRoot,
    header: header.bytes,
    totalWeight: node.totalWeight,
    engine: node.engine,
    transactions: transactions.length,
    sizeBytes: transactions.reduce((sum, tx) => sum + tx.bytes.length, header.bytes.length),
    fees,
    reward,
    final,
    floor,
  }
}

function txRows({ node, transactions, receipts }: ConnectedBlock): TxRow[] {
  return transactions.map((tx, index) => txRow(tx, known(receipts[index], 'receipt'), node, index))
}

function txRow(tx: Transaction, receipt: Receipt, node: TreeBlock, index: number): TxRow {
  const sender = formatAddress(tx.sender)
  const { to, amount, text, detail } = summaryRow(tx)
  return {
    id: tx.id,
    blockId: node.header.id,
    height: node.header.height,
    index,
    kind: tx.payload.kind,
    sender,
    ...(to === undefined ? {} : { to }),
    amount,
    fee: tx.fee,
    nonce: tx.nonce,
    memo: text,
    detail,
    timestamp: tx.timestamp,
    receipt: { ...receipt },
    parties: [
      ...new Set([sender, to, detail.cid, detail.cid && FILES_PARTY, ...eventParties(receipt.events)]),
    ].filter(party => party !== undefined),
  }
}
