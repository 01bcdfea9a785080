import { MAX_HEADER_BYTES, MAX_PROOF_BYTES } from '#chain/limits.ts'
import { takes } from '../call.ts'
import { blockAt, hexBytes, party, txId } from '../readers/chain-values.ts'
import { optional } from '../readers/field.ts'
import { count, file, number, text, truth, whole } from '../readers/values.ts'
import type {
  BlockResult,
  BlockSummary,
  ForkResult,
  MempoolResult,
  MiningResult,
  ProofCheckResult,
  ProofResult,
  TxResult,
} from '../results.ts'

/** The chain: what is on it, what waits for it, proofs of it, and making it longer. */
export const CHAIN_CALLS = {
  /** Shows a transaction and what became of it. */
  tx: takes({ id: txId }).gives<TxResult, 'TX_UNKNOWN'>(),
  /** Shows a block. It is named by its height or its id. */
  block: takes({ at: blockAt }).gives<BlockResult, 'BLOCK_UNKNOWN'>(),
  /** Lists blocks, the newest first. They go down from a height, or from the tip. */
  blocks: takes({ from: optional(count), limit: optional(count) }).gives<BlockSummary[]>(),
  /** Shows the transactions that wait for a block. */
  mempool: takes({}).gives<MempoolResult>(),
  /** Lists the transactions of an address, the newest first. */
  history: takes({ address: party, limit: optional(count) }).gives<TxResult[]>(),
  /**
   * Proves a balance, a transaction, an event or a file to whoever trusts one header. It is named by an
   * address or an own name, an id (`event` picks one of the transaction's events), a CID, or a key of the
   * state as receipts show it.
   */
  chainProof: takes({ of: text, event: optional(number) }).gives<
    ProofResult,
    'EVENT_BAD' | 'PROOF_SUBJECT_BAD' | 'TX_UNKNOWN' | 'FILE_UNKNOWN'
  >(),
  /**
   * Checks a proof, and says what it proves. The header is given by its id if this node holds it, else by its
   * bytes in hex.
   */
  chainCheck: takes({ proof: hexBytes(MAX_PROOF_BYTES), header: hexBytes(MAX_HEADER_BYTES) }).gives<
    ProofCheckResult,
    'BLOCK_FORK' | 'BLOCK_UNKNOWN'
  >(),
  /**
   * Checks the whole chain again, from the first block, by every rule. It fails with the code of the broken
   * rule.
   */
  chainVerify: takes({}).gives<
    { height: number; blocks: number; transactions: number },
    'BODY_MISSING' | 'CHAIN_MOVED' | 'GENESIS_OTHER' | 'HEADER_OTHER'
  >(),
  /**
   * Makes a file (CAR) of the whole chain, which IPFS tools read too. The CAR is of version 1; its root is
   * the tip, and it has the genesis header, then each block's header and body.
   */
  chainExport: takes({}).gives<{ car: Blob; height: number; name: string }, 'CHAIN_MOVED' | 'BODY_MISSING'>(),
  /**
   * Takes the blocks of such a file, each checked by every rule. `added` are those that this node had not. It
   * fails with the code of the broken rule.
   */
  chainImport: takes({ car: file }).gives<
    { blocks: number; added: number; height: number },
    'CAR_BAD' | 'NETWORK_OTHER' | 'BLOCK_UNCHECKED'
  >(),
  /** Lists the chains that this tab knows, the one in force first. */
  chainForks: takes({}).gives<ForkResult[]>(),
  /**
   * Mines whenever transactions wait. `keepMining` makes blocks also while none waits. The choice is kept
   * over reloads.
   */
  mineStart: takes({ threads: optional(whole(1)), keepMining: optional(truth) }).gives<MiningResult>(),
  /** Stops mining. */
  mineStop: takes({}).gives<MiningResult>(),
  /** Mines one block, even when nothing waits, and shows it. */
  mineOnce: takes({}).gives<BlockResult>(),
}
