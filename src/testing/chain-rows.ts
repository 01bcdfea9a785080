import type { PeerId } from '#lib/peer-id.ts'
import type { ChainCommit } from '#storage/chain-store.ts'
import type { BlockRow, BodyRow, KnownPeerRow, PendingRow, TxRow } from '#storage/rows.ts'
import { namedId } from './test-id.ts'

/**
 * Rows of every table with plausible fields, for tests of stores. They do not form a valid chain: ids are
 * their names.
 */

type BlockFields = Partial<Omit<BlockRow, 'parent'>> & { readonly parent?: string }

export function blockRow(id: string, height: number, fields: BlockFields = {}): BlockRow {
  const { parent = `parent of ${id}`, ...others } = fields
  return {
    id: namedId(id),
    height,
    parent: namedId(parent),
    main: 1,
    timestamp: 1_700_000_000_000 + height,
    producer: 'tab1producer',
    stateRoot: namedId(`state of ${id}`),
    header: Uint8Array.of(1, 2, height % 256),
    totalWeight: BigInt(height) * 10n ** 20n,
    engine: { anchor: 5n },
    transactions: 0,
    sizeBytes: 300,
    fees: 0n,
    reward: 5_000_000n,
    final: 0,
    floor: 0,
    ...others,
  }
}

export function bodyRow(id: string): BodyRow {
  return { id: namedId(id), body: Uint8Array.of(7, 7, 7), undo: Uint8Array.of(9) }
}

export function txRowOf(blockId: string, height: number, index: number, fields: Partial<TxRow> = {}): TxRow {
  return {
    id: namedId(`tx ${blockId} ${index}`),
    blockId: namedId(blockId),
    height,
    index,
    kind: 'transfer',
    sender: 'tab1alice',
    to: 'tab1bob',
    amount: 1n,
    fee: 10_000n,
    nonce: index,
    memo: '',
    detail: {},
    timestamp: 1_700_000_000_000,
    receipt: {
      status: 'applied',
      fee: 10_000n,
      gas: 0n,
      code: '',
      message: '',
      result: undefined,
      events: [],
      changes: [],
    },
    parties: ['tab1alice', 'tab1bob'],
    ...fields,
  }
}

export function pendingRow(id: string, fields: Partial<PendingRow> = {}): PendingRow {
  return {
    id: namedId(id),
    bytes: Uint8Array.of(1),
    kind: 'transfer',
    sender: 'tab1alice',
    to: 'tab1bob',
    amount: 1n,
    fee: 10_000n,
    nonce: 0,
    memo: '',
    detail: {},
    addedAt: 0,
    status: 'pending',
    ...fields,
  }
}

export function knownPeerRow(peerId: PeerId, lastSeen: number): KnownPeerRow {
  return { peerId, lastSeen, failures: 0, nextTry: 0 }
}

/** A commit of the named parts; the others are empty. */
export function commitOf(parts: Partial<ChainCommit>): ChainCommit {
  return { reverted: [], extended: [], state: [], pending: [], wallet: [], summary: [], ...parts }
}

/** `count` main-chain blocks `<prefix><height>` from height `from`, each with `transactions` transfers. */
export function extension(prefix: string, from: number, count: number, transactions = 0) {
  return Array.from({ length: count }, (_, i) => {
    const height = from + i
    const id = `${prefix}${height}`
    return {
      block: blockRow(id, height, { parent: `${prefix}${height - 1}`, transactions }),
      body: bodyRow(id),
      txs: Array.from({ length: transactions }, (_, index) => txRowOf(id, height, index)),
    }
  })
}
