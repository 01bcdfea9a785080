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

/** The chain: its blocks and transactions, the mempool, proofs, and mining. */
export const CHAIN_CALLS = {
  /** Shows a transaction and its status. */
  tx: takes({ id: txId }).gives<TxResult, 'TX_UNKNOWN'>(),
  /** Shows a block. `at` is its height or its id. */
  block: takes({ at: blockAt }).gives<BlockResult, 'BLOCK_UNKNOWN'>(),
  /** Lists blocks, newest first. The list starts at a height, or at the tip. */
  blocks: takes({ from: optional(count), limit: optional(count) }).gives<BlockSummary[]>(),
  /** Shows the pending transactions. */
  mempool: takes({}).gives<MempoolResult>(),
  /** Lists the transactions of an address, newest first. */
  history: takes({ address: party, limit: optional(count) }).gives<TxResult[]>(),
  /**
   * Proves a balance, a transaction, an event or a file to whoever trusts one header. `of` is an address or
   * the name of an own one, the id of a transaction (`event` picks one of its events), a CID, or a key of the
   * state as receipts show it.
   */
  chainProof: takes({ of: text, event: optional(number) }).gives<
    ProofResult,
    'EVENT_BAD' | 'PROOF_SUBJECT_BAD' | 'TX_UNKNOWN' | 'FILE_UNKNOWN'
  >(),
  /**
   * Checks a proof, and shows what it proves. The header is an id if this node has it, otherwise its bytes in
   * hex.
   */
  chainCheck: takes({ proof: hexBytes(MAX_PROOF_BYTES), header: hexBytes(MAX_HEADER_BYTES) }).gives<
    ProofCheckResult,
    'BLOCK_FORK' | 'BLOCK_UNKNOWN'
  >(),
  /** Validates the whole chain again, from the genesis block. It fails with the code of the broken rule. */
  chainVerify: takes({}).gives<
    { height: number; blocks: number; transactions: number },
    'BODY_MISSING' | 'CHAIN_MOVED' | 'GENESIS_OTHER' | 'HEADER_OTHER'
  >(),
  /**
   * Exports the whole chain as a CAR file, which IPFS tools can read too. The CAR has version 1, the tip as
   * its root, and the genesis header followed by the header and body of each block.
   */
  chainExport: takes({}).gives<{ car: Blob; height: number; name: string }, 'CHAIN_MOVED' | 'BODY_MISSING'>(),
  /**
   * Imports the blocks of a file that `chain export` made, and validates each. `added` counts those that were
   * new to this node. It fails with the code of the broken rule.
   */
  chainImport: takes({ car: file }).gives<
    { blocks: number; added: number; height: number },
    'CAR_BAD' | 'NETWORK_OTHER' | 'BLOCK_UNCHECKED'
  >(),
  /** Lists the chains that this tab knows, the main chain first. */
  chainForks: takes({}).gives<ForkResult[]>(),
  /**
   * Mines while transactions are pending. If you choose to keep mining, it mines empty blocks too. The
   * setting survives reloads.
   */
  mineStart: takes({ threads: optional(whole(1)), keepMining: optional(truth) }).gives<MiningResult>(),
  /** Stops mining. */
  mineStop: takes({}).gives<MiningResult>(),
  /** Mines one block, even without pending transactions, and shows it. */
  mineOnce: takes({}).gives<BlockResult>(),
}
