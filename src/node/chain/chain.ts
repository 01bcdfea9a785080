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

/** A main-chain block with what applying it came to. */
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

/** The move from one tip to the next: blocks that leave (tip first) and blocks that come (lowest first). */
export interface TipChange {
  readonly tip: TreeBlock
  readonly state: State
  /** Height of the highest block that is final with it. */
  readonly final: number
  readonly reverted: readonly RevertedBlock[]
  readonly connected: readonly ConnectedBlock[]
}

/** Rows beside the chain's own that land with a block: what the screens and the wallet show of it. */
export type Projection = Partial<Pick<ChainCommit, 'pending' | 'wallet' | 'summary'>>

/**
 * The chain of a node: its tip, the tip's state, and the tree around it. Everybody reads it; only
 * `import/import-blocks.ts` moves the tip, inside `exclusive`, by way of `import/live-chain.ts`.
 */
export interface Chain {
  readonly genesis: GenesisParameters
  readonly networkId: NetworkId
  readonly engine: Engine
  /** What the engine runs contracts with; without one this node can neither judge nor make them. */
  readonly contracts: ContractRuntime | undefined
  readonly tree: BlockTree
  readonly store: ChainStore
  readonly verify: SignatureVerifier
  /** The same verdicts on the signatures of a block. */
  readonly verifyBatch: BatchVerifier
  readonly clock: Clock
  readonly exclusive: Mutex
  /**
   * States after blocks near the tip, so that the blocks on a fork are judged without undoing the main chain.
   */
  readonly recent: RecentStates
  /** What a bug of this app keeps it from judging. */
  readonly unjudged: Unjudged
  /** What forks take of the disk that were not applied. */
  readonly forkQuota: ForkQuota
  readonly tip: TreeBlock
  readonly state: State
  /** Height of the highest final block: no reorganisation reaches it. It never falls. */
  readonly final: number
  /**
   * Calls `listener` after each move of the tip, once it is in the database. Returns the function that ends
   * this.
   */
  onMove(listener: (change: TipChange) => void): () => void
  /** Calls `listener` with each header that enters the tree. Returns the function that ends this. */
  onHeader(listener: (header: Header) => void): () => void
  /** Adds rows to the database transaction of each move. */
  addProjection(projection: (change: TipChange) => Projection): void
}
