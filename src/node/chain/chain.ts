import type { ContractRuntime } from '#chain/apply/contract-runtime.ts'
import type { Receipt } from '#chain/block/block.ts'
import type { Header } from '#chain/block/header.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import type { NetworkId } from '#chain/ids.ts'
import type { BatchVerifier, SignatureVerifier } from '#chain/signature.ts'
import type { State } from '#chain/state/state.ts'
import type { Transaction } from '#chain/transaction/transaction.ts'
import type { Engine } from '#consensus/engine.ts'
import type { Clock } from '#lib/clock.ts'
import type { Mutex } from '#lib/mutex.ts'
import type { ChainCommit, ChainStore } from '#storage/chain-store.ts'
import type { BlockTree, TreeBlock } from './block-tree.ts'
import type { ForkQuota } from './fork-quota.ts'
import type { RecentStates } from './recent-states.ts'
import type { Unjudged } from './unjudged.ts'

/** A main-chain block with the results of applying it. */
export interface ConnectedBlock {
  readonly node: TreeBlock
  readonly transactions: readonly Transaction[]
  readonly receipts: readonly Receipt[]
  readonly reward: bigint
  readonly fees: bigint
}

export interface RevertedBlock {
  readonly node: TreeBlock
  readonly transactions: readonly Transaction[]
}

/** The move from one tip to the next: reverted blocks (tip first) and connected blocks (lowest first). */
export interface TipChange {
  readonly tip: TreeBlock
  readonly state: State
  /** Height of the highest final block afterwards. */
  readonly final: number
  readonly reverted: readonly RevertedBlock[]
  readonly connected: readonly ConnectedBlock[]
}

/** Rows of screens and the wallet that are written in the block's transaction. */
export type Projection = Partial<Pick<ChainCommit, 'pending' | 'wallet' | 'summary'>>

/** A move that is stored, with the rows that all projections added to it. */
export interface StoredMove extends TipChange {
  readonly projection: Required<Projection>
}

/**
 * The chain of a node: its tip, the tip's state, and the tree around it. Only `import/import-blocks.ts` moves
 * the tip, inside `exclusive`, through `import/live-chain.ts`.
 */
export interface Chain {
  readonly genesis: GenesisParameters
  readonly networkId: NetworkId
  readonly engine: Engine
  /** Runs contracts; without it this node can neither judge nor make blocks with contracts. */
  readonly contracts: ContractRuntime | undefined
  readonly tree: BlockTree
  readonly store: ChainStore
  readonly verify: SignatureVerifier
  /** Verifies the signatures of a block, with the same verdicts. */
  readonly verifyBatch: BatchVerifier
  readonly clock: Clock
  readonly exclusive: Mutex
  /** States after blocks near the tip, so that forks are judged without undoing the main chain. */
  readonly recent: RecentStates
  /** The items that a bug of this app keeps it from judging. */
  readonly unjudged: Unjudged
  /** The disk space taken by forks that were not applied. */
  readonly forkQuota: ForkQuota
  readonly tip: TreeBlock
  readonly state: State
  /** Height of the highest final block, which no reorg undoes. It never falls. */
  readonly final: number
  /** Calls `listener` after each move of the tip, once it is stored. Returns a function that unsubscribes. */
  onMove(listener: (move: StoredMove) => void): () => void
  /** Calls `listener` with each header that enters the tree. Returns a function that unsubscribes. */
  onHeader(listener: (header: Header) => void): () => void
  /** Adds rows to the database transaction of each move. */
  addProjection(projection: (change: TipChange) => Projection): void
}
