/**
 * Results of the node's calls: plain data, ids as hex, addresses as bech32m text, amounts as `bigint` base
 * units.
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
  /** The number of this tab's profile, from 0. */
  profile: number
  signaling: 'connecting' | 'online' | 'offline'
  /** The URL of the signaling server in use, or of the one that was tried last. */
  signalingServer?: string
  fault?: { code: string; message: string }
}

/** An own address with its name. */
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
  /** The message of code that failed, with its line. */
  message: string
  /** The encoded return value of the code, in hex; null if no code ran. */
  result: string | null
  events: { source: string; name: string; data: string[] }[]
  /** Changed entries of the state: key and new value in hex; null for a deleted entry. */
  changes: { key: string; value: string | null }[]
}

export interface TxResult {
  id: string
  kind: string
  status: 'pending' | 'confirmed' | 'final' | 'failed' | 'dropped'
  from: string
  to?: string
  amount: bigint
  /** The most that its sender offers. */
  feeOffered: bigint
  /** The fee that was taken, once it is in a block. */
  feePaid?: bigint
  nonce: number
  memo: string
  /** Other fields of the payload. */
  detail: Record<string, string>
  timestamp: number
  blockHeight?: number
  blockId?: string
  receipt?: ReceiptResult
  /** Why it was dropped or failed, or why this tab’s mempool has no room for it yet. */
  reason?: string
  /**
   * Only of `tx` and `block`, with proof of work: how long the whole network's power would need to undo it.
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
  /** On the main chain, with proof of work: how long the whole network's power would need to undo it. */
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
  /** A TURN server carries the link, because the two tabs cannot reach each other. */
  relayed: boolean
  route: string
  since: number
}

export interface KnownPeerResult {
  peerId: string
  lastSeen: number
  failures: number
  nextTry: number
  banned: boolean
  /** The code of the last failed dial, or null if a link opened since. */
  failure: string | null
}

export interface MempoolResult {
  count: number
  bytes: number
  txs: TxResult[]
}

export interface MiningResult {
  mining: boolean
  keepMining: boolean
  /** Why no block is produced now although production is on; null if nothing prevents it. */
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
  /** The number of stakers with less that are not listed; absent if the list is complete. */
  more?: number
  waiting: WaitingResult
}

export interface AuthoritiesResult {
  admin: string
  authorities: string[]
  /** The authority whose turn is next. */
  next: string
  /** Authorities without any of the latest blocks that are not final; empty if all blocks are final. */
  silent: string[]
  waiting: WaitingResult
}

/** Blocks that become final once a majority has signed on them, and the latest signers. */
export interface WaitingResult {
  blocks: number
  /**
   * The number of blocks, from the tip down, that the counts below cover. If these are all, some signers may
   * not have had a turn yet.
   */
  lately: number
  /** Signers that produced one of these blocks. */
  signers: number
  /** Authorities in total; absent with stakes. */
  voters?: number
  /** The share of the signers in percent, rounded down. */
  percent: number
  /** Is the share more than half? */
  majority: boolean
}

export interface ProofResult {
  /** A proven statement: its kind and its fields. */
  statement: ProvenStatement
  /** The header to trust; the proof needs nothing else. */
  header: { id: string; height: number; bytes: string }
  /** Hex. */
  proof: string
}

/** A statement about the chain that is proven for anyone who trusts a header. */
export type ProvenStatement =
  | { type: 'account'; address: string; balance: bigint; nonce: number }
  /** Another entry of the state, as key and value in hex; null if there is none. */
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
  /** The proven statement, if the proof is valid. */
  statement?: ProvenStatement
  /** Why the proof is not valid. */
  reason?: string
}

export interface ForkResult {
  tip: string
  height: number
  totalWeight: bigint
  main: boolean
  /** The height at which it leaves the main chain; for the main chain its tip. */
  forkHeight: number
  invalid: boolean
}

export interface NetworkResult {
  id: string
  name: string
  symbol: string
  consensus: string
  /** Is it the running network? */
  current: boolean
  /** Opens it in a tab. */
  link: string
}

/** Whether the wallet has a password, and whether it is locked now. */
export interface WalletProtection {
  encrypted: boolean
  locked: boolean
}

/** The settings of a profile. */
export interface ConfigResult {
  /** Does it produce blocks, and also without pending transactions? */
  producing: boolean
  keepMining: boolean
  threads: number
}

/** An offer of a link, for people to carry to another tab. */
export interface LinkOfferResult {
  /** For a chat or a file. */
  offer: string
  /** The texts of its QR codes, to be shown one after the other. */
  codes: readonly string[]
  expires: number
}

/** An offer as it was read, and this tab's answer. */
export interface LinkAnswerResult {
  networkId: string
  name: string
  /** The tab that made the offer. */
  peerId: string
  /** Is it the running network? Only then is there an answer. */
  sameNetwork: boolean
  /** Opens the network in a tab. */
  link: string
  /** For a chat or a file. */
  answer: string | null
  codes: readonly string[]
  expires: number
}

/** An address at which the app is opened, and the links with it. */
export interface InviteAddress {
  /** The app; ends with a slash. */
  url: string
  /** The short link, which needs the server; the full one if the server does not know the network. */
  link: string
  /** A link that contains the network, for a server that does not know it. */
  fullLink: string
}

/** An invite to the running network; `link` and `fullLink` are those of the first address. */
export interface InviteResult {
  link: string
  fullLink: string
  /** Six characters to type at one of the addresses; null if the server gives none. */
  code: string | null
  /** When the code expires, unless it is asked for again. */
  codeExpires: number | null
  /** The best one first. */
  addresses: InviteAddress[]
  /**
   * Whether the first address works on other machines: the server may listen on this one only, or speak http,
   * over which browsers of other machines withhold what a node needs.
   */
  reach: 'others' | 'loopback' | 'http'
  /** What to do so that others can open the link; null if they can. */
  notice: string | null
}

/** The network of an invite. */
export interface JoinResult {
  networkId: string
  name: string
  /** The peer that invites; null if the invite names none. */
  peerId: string | null
  /** Is it the running network? */
  sameNetwork: boolean
  /** Opens it in a tab. */
  link: string
}
