import type { ReadArgs } from '#api/calls.ts'
import type { CallHandlers } from '#api/handlers.ts'
import type { BlockResult, TxResult } from '#api/results.ts'
import { formatAddress } from '#chain/address.ts'
import { decodeHeader } from '#chain/block/header-codec.ts'
import { headerCid } from '#chain/cid.ts'
import type { Transaction } from '#chain/transaction/transaction.ts'
import { assert } from '#lib/assert.ts'
import { bytesToHex } from '#lib/bytes.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import type { Chain } from '#node/chain/chain.ts'
import { summaryRow } from '#node/chain/summary-row.ts'
import { LIST_LIMIT } from '#node/limits.ts'
import type { BlockRow } from '#storage/rows.ts'
import { undoTimeMs } from '#storage/undo-time.ts'
import { blockSummary } from '#views/block.ts'
import { confirmedTx, unconfirmedTx } from '#views/tx.ts'
import type { HandlerContext } from './context.ts'

/** Handlers for blocks, transactions and the mempool. */
export function explorerHandlers({ node }: HandlerContext) {
  const { chain, mempool, own } = node
  const { store } = chain

  return {
    tx: async ({ id }) => {
      const row = await store.tx(id)
      if (row) return ok({ ...confirmedTx(row, chain.final), ...(await undoOf(chain, row.blockId)) })
      const pending = own.get(id)
      if (pending) return ok(unconfirmedTx(pending))
      const waiting = mempool.get(id)
      if (waiting) return ok(waitingTx(waiting))
      return fail('TX_UNKNOWN', `id: no transaction ${id} is known here; check the id, or try again later`)
    },

    block: async ({ at }) => {
      const row = await findBlock(chain, at)
      return row.ok ? ok(await blockResult(chain, row.value)) : row
    },

    blocks: async ({ from, limit }) => {
      const count = Math.min(limit ?? 20, LIST_LIMIT)
      const top = Math.min(from ?? chain.tip.header.height, chain.tip.header.height)
      const rows = await store.blocksFrom(Math.max(0, top - count + 1), Math.min(count, top + 1))
      return ok(rows.reverse().map(blockSummary))
    },

    mempool: async () => {
      const entries = mempool.entries().slice(0, LIST_LIMIT)
      return ok({ count: mempool.size, bytes: mempool.bytes, txs: entries.map(({ tx }) => waitingTx(tx)) })
    },

    history: async ({ address, limit }) => {
      const rows = await store.history(address, Math.min(limit ?? 50, LIST_LIMIT))
      const waiting = mempool
        .entries()
        .map(({ tx }) => waitingTx(tx))
        .filter(tx => tx.from === address || tx.to === address)
      return ok([...waiting, ...rows.map(row => confirmedTx(row, chain.final))])
    },
  } satisfies Partial<CallHandlers>
}

async function findBlock({ store }: Chain, at: ReadArgs<'block'>['at']): Promise<Result<BlockRow, Failure>> {
  const row = 'height' in at ? await store.blockAt(at.height) : await store.block(at.id)
  if (row) return ok(row)
  return fail(
    'BLOCK_UNKNOWN',
    'height' in at
      ? `at: no block at height ${at.height} yet; give a lower height`
      : `at: no block ${at.id} is known here; check the id`,
  )
}

async function blockResult(chain: Chain, row: BlockRow): Promise<BlockResult> {
  const header = decodeHeader(row.header)
  assert(header.ok, 'a stored header decodes')
  const txs = await chain.store.txsOf(row.id)
  const undo = await undoOf(chain, row.id)
  return {
    id: row.id,
    cid: headerCid(header.value.id),
    height: row.height,
    parent: row.parent,
    timestamp: row.timestamp,
    producer: row.producer,
    stateRoot: row.stateRoot,
    txRoot: header.value.txRoot,
    receiptRoot: header.value.receiptRoot,
    fileRoot: header.value.fileRoot,
    txs: txs.map(tx => ({ ...confirmedTx(tx, chain.final), ...undo })),
    files: txs.flatMap(tx => (tx.kind === 'file' ? [tx.detail.cid ?? ''] : [])),
    seal: Object.fromEntries(header.value.seal.map((field, i) => [sealName(chain, i), sealText(field)])),
    sizeBytes: row.sizeBytes,
    reward: row.reward,
    fees: row.fees,
    main: row.main === 1,
    ...undo,
  }
}

/** The time that undoing a block takes, if blocks cost work. */
async function undoOf({ engine, state, tip, tree, store }: Chain, id: string): Promise<{ undoMs?: number }> {
  if (!engine.sealsBySearch) return {}
  const facts = engine.facts(state, tree.back(tip))
  const row = await store.block(id)
  if (!('hashesPerSecond' in facts) || row?.main !== 1) return {}
  const undoMs = undoTimeMs({ ...tip, ...facts }, await store.block(row.parent))
  return undoMs === undefined ? {} : { undoMs }
}

function sealName({ engine }: Chain, i: number): string {
  return engine.sealFields[i] ?? `field${i}`
}

function sealText(field: Uint8Array | bigint): string {
  return typeof field === 'bigint' ? field.toString() : bytesToHex(field)
}

function waitingTx(tx: Transaction): TxResult {
  const { id, payload, sender, fee, nonce, timestamp } = tx
  const { to, text, ...summary } = summaryRow(tx)
  return unconfirmedTx({
    ...{ id, kind: payload.kind, sender: formatAddress(sender), fee, nonce, memo: text, ...summary },
    ...(to === undefined ? {} : { to }),
    addedAt: timestamp,
    status: 'pending',
  })
}
