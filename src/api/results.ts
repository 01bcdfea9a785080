/**
 * What the node's calls resolve to: plain data, ids as hex, addresses as bech32m text, amounts as `bigint`
 * base units.
 */

export interface StatusResult {
  version: string
  network: { id: string; name: string; symbol: string; consensus: string }
  peerId: string
  height: number
  tip: string
  finalHeight: number
  stateRoot: string
  peers: number
  mempool: number
  syncing: { state: 'idle' | 'headers' | 'bodies'; target: number }
  producing: boolean
  hashrate: number
  clockOffsetMs: number
  storage: { usedBytes: number; quotaBytes: number; persisted: boolean }
  verified: 'headers' | 'snapshot' | 'full'
  /** Which profile this tab holds: 0 is the first. */
  profile: number
  signaling: 'connecting' | 'online' | 'offline'
  fault?: { code: string; message: string }
}

/** An own address by its name. */
export interface NamedAddress {
  name: string
  address: string
}

export interface AddressResult extends NamedAddress {
  balance: bigint
  pending: bigint
  stake: bigint
}

export interface ReceiptResult {
  status: 'applied' | 'failed'
  fee: bigint
  gas: bigint
  code: string
  /** What failed code said, with its line. */
  message: string
  /** What code returned, encoded, in hex; null where none ran. */
  result: string | null
  events: { source: string; name: string; data: string[] }[]
  /** Entries of the state by key with their values after it, both hex; null where the entry is gone. */
  changes: { key: string; value: string | null }[]
}

export interface TxResult {
  id: string
  kind: string
  status: 'pending' | 'confirmed' | 'final' | 'failed' | 'dropped'
  from: string
  to?: string
  amount: bigint
  /** What its sender offers at most. */
  feeOffered: bigint
  /** What was taken, once it is in a block. */
  feePaid?: bigint
  nonce: number
  memo: string
  /** What else the payload says, by field. */
  detail: Record<string, string>
  timestamp: number
  blockHeight?: number
  blockId?: string
  receipt?: ReceiptResult
  /** Why it was dropped or failed, or has no place in this tab’s pool while it waits; it is tried again. */
  reason?: string
  /**
   * Of `tx` and `block`, in a block that costs work: how long the network's whole power would take to undo
   * it.
   */
  undoMs?: number
}

export interface BlockResult {
  id: string
  cid: string
  height: number
  parent: string
  timestamp: number
  producer: string
  stateRoot: string
  txRoot: string
  receiptRoot: string
  fileRoot: string
  txs: TxResult[]
  files: string[]
  seal: Record<string, string>
  sizeBytes: number
  reward: bigint
  fees: bigint
  /** False on a fork. */
  main: boolean
  /** On the main chain, where blocks cost work: how long the network's whole power would take to undo it. */
  undoMs?: number
}

export interface BlockSummary {
  id: string
  height: number
  timestamp: number
  producer: string
  txs: number
  sizeBytes: number
}

export interface PeerResult {
  peerId: string
  direction: 'inbound' | 'outbound'
  state: 'connecting' | 'connected'
  latencyMs: number | null
  score: number
  height: number | null
  bytesIn: number
  bytesOut: number
  route: string
  since: number
}

export interface KnownPeerResult {
  peerId: string
  lastSeen: number
  failures: number
  nextTry: number
  banned: boolean
}

export interface MempoolResult {
  count: number
  bytes: number
  txs: TxResult[]
}

export interface MiningResult {
  mining: boolean
  keepMining: boolean
  /** Why no block is made now, while producing is on; null when nothing is in the way. */
  waiting: string | null
  threads: number
  hashrate: number
}

export interface EventResult {
  seq: number
  time: number
  type: string
  data: Record<string, unknown>
}

export interface DoctorResult {
  checks: { name: string; ok: boolean; detail: string }[]
}

/** Stakes in base units; times in ms since 1970. */
export interface StakesResult {
  slot: number
  epoch: number
  epochEnds: number
  /** All stakes that count in this epoch. */
  counted: bigint
  stakers: {
    address: string
    staked: bigint
    counted: bigint
    unbonding: { amount: bigint; releaseAt: number }[]
  }[]
  /** Stakers with less, who are not listed; absent where all are. */
  more?: number
  waiting: WaitingResult
}

export interface AuthoritiesResult {
  admin: string
  authorities: string[]
  /** Whose turn the next block is. */
  next: string
  /** Those who made none of the last `lately` blocks that wait to be final; nobody while none waits. */
  silent: string[]
  waiting: WaitingResult
}

/** Blocks that wait to be final until a majority signed on them, and who did lately. */
export interface WaitingResult {
  blocks: number
  /**
   * So many of them, from the tip down, are looked at; where no more wait, others may not have had their turn
   * yet.
   */
  lately: number
  /** Of those who count, how many made one of these. */
  signers: number
  /** How many count; absent with stakes. */
  voters?: number
  /** What the signers count, in hundredths of all, rounded down. */
  percent: number
  /** Is it more than half? */
  majority: boolean
}

export interface ProofResult {
  /** What is shown: the kind of statement and its fields. */
  statement: ProvenStatement
  /** The header that the proof leads to: whoever trusts it needs nothing else. */
  header: { id: string; height: number; bytes: string }
  /** Hex. */
  proof: string
}

/** A statement about the chain that a proof shows to whoever trusts a header. */
export type ProvenStatement =
  | { type: 'account'; address: string; balance: bigint; nonce: number }
  /** Another entry of the state, by its key; both hex, null where there is none. */
  | { type: 'entry'; key: string; value: string | null }
  | { type: 'transaction'; txId: string }
  | { type: 'event'; txId: string; index: number; source: string; name: string; data: string[] }
  | {
      type: 'file'
      txId: string
      cid: string
      name: string
      sizeBytes: number
      mediaType: string
      note: string
      author: string
    }

export interface ProofCheckResult {
  holds: boolean
  /** What the proof shows, if it holds. */
  statement?: ProvenStatement
  /** Why it does not hold. */
  reason?: string
}

export interface ForkResult {
  tip: string
  height: number
  totalWeight: bigint
  main: boolean
  /** Where it leaves the main chain; its own tip for that itself. */
  forkHeight: number
  invalid: boolean
}

export interface NetworkResult {
  id: string
  name: string
  symbol: string
  consensus: string
  /** Is it the one that runs? */
  current: boolean
  /** Opens it in a tab. */
  link: string
}

/** Whether a password closes the wallet's keys, and whether they are closed now. */
export interface WalletProtection {
  encrypted: boolean
  locked: boolean
}

/** What a person sets for a profile. */
export interface ConfigResult {
  /** Does it make blocks, and also while no transaction waits? */
  producing: boolean
  keepMining: boolean
  threads: number
}

/** What an invite leads to. */
export interface JoinResult {
  networkId: string
  name: string
  /** Who invites; null where nobody in particular does. */
  peerId: string | null
  /** Is it the network that runs? */
  sameNetwork: boolean
  /** Opens it in a tab. */
  link: string
}
