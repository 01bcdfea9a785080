/** What the node's calls resolve to: plain data, ids as hex, addresses as bech32m text, amounts as `bigint` base units. */

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

export interface AddressResult {
  name: string
  address: string
  balance: bigint
  pending: bigint
  stake: bigint
}

export interface ReceiptResult {
  status: 'applied' | 'failed'
  fee: bigint
  gas: bigint
  code: string
}

export interface TxResult {
  id: string
  kind: string
  status: 'pending' | 'confirmed' | 'final' | 'failed' | 'dropped'
  from: string
  to?: string
  amount: bigint
  fee: bigint
  nonce: number
  memo: string
  timestamp: number
  blockHeight?: number
  blockId?: string
  receipt?: ReceiptResult
  /** Why it was dropped or failed. */
  reason?: string
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
