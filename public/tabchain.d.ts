/**
 * `window.tabchain`: the commands of Tabchain for scripts, tests and the browser's developer tools. Every page that serves Tabchain has this file as
 * `tabchain.d.ts`; docs/automation.md describes what each command does. Amounts are coins as decimal text, other large numbers decimal text, ids
 * lower-case hex, times milliseconds since 1970; null is what is unknown or does not apply.
 *
 *     import type { Tabchain } from './tabchain.d.ts'
 *     declare global { interface Window { tabchain: Tabchain } }
 */

export interface Tabchain {
  readonly version: string
  /** Resolves when the node runs, rejects with the reason when it cannot. Commands wait for the node themselves. */
  readonly ready: Promise<void>
  /**
   * Runs a command line. `input` gives arguments and options by name, for what a line cannot carry or would have to quote; `signal` stops a long command.
   * Rejects with a {@link CommandError}.
   */
  run<Line extends string>(line: Line, input?: object, signal?: AbortSignal): Promise<ResultOf<Line>>
  /** Calls `listener` for every event of this type, or of all with `*`, until the returned function is called. */
  on<Type extends keyof EventData>(
    type: Type,
    listener: (event: NodeEvent<Type, EventData[Type]>) => void,
  ): () => void
  on(type: string, listener: (event: NodeEvent) => void): () => void
  /** The commands, or one of them, as text. */
  help(command?: string): string
}

/** `code` is stable, the message names the field and says what to do. */
export interface CommandError extends Error {
  readonly code: string
}

/** What a line resolves to: known when it begins with the name of a command. */
export type ResultOf<Line extends string> = string extends Line
  ? unknown
  : {
      [Name in keyof Results]: Line extends Name | `${Name} ${string}` ? Results[Name] : never
    }[keyof Results]

/** Each command's result. */
export interface Results {
  status: Status
  events: NodeEvent[]
  config: Partial<Config>
  doctor: { checks: { name: string; ok: boolean; detail: string }[] }
  reset: { reset: true }
  lines: string[]
  'address new': NamedAddress
  'address list': OwnAddress[]
  'address rename': NamedAddress
  'address export': { pem: string }
  'address import': NamedAddress
  'wallet phrase': { phrase: string }
  'wallet encrypt': WalletProtection
  'wallet lock': WalletProtection
  'wallet unlock': WalletProtection
  'wallet backup': { bytes: Uint8Array; name: string }
  'wallet restore': NamedAddress[]
  send: Sent
  tx: Tx
  block: Block
  blocks: BlockSummary[]
  mempool: { count: number; bytes: number; txs: Tx[] }
  history: Tx[]
  search: Hit[]
  'chain proof': Proof
  'chain check': { holds: boolean; statement: Statement | null; reason: string | null }
  'chain verify': { height: number; blocks: number; transactions: number }
  'chain export': { bytes: Uint8Array; name: string; height: number }
  'chain import': { blocks: number; added: number; height: number }
  'chain forks': Fork[]
  'contract deploy': { txId: string; address: string }
  'contract templates': { name: string; title: string; summary: string }[]
  'contract call': Sent
  'contract view': { value: unknown; gas: string }
  'contract simulate': Simulation
  'contract rehearse': Rehearsal
  'contract trace': Trace
  'contract list': ContractSummary[]
  'contract show': Contract
  'contract map': { count: number; entries: { key: unknown; value: unknown }[] }
  'contract events': ContractEvent[]
  'draft list': Draft[]
  'draft save': Draft
  'draft delete': { id: string }
  'file add': AddedFile
  'file add-folder': AddedFile
  'file entry': FileEntry
  'file get': { bytes: Uint8Array; name: string; type: string }
  'file fetch': File
  'file read': { bytes: Uint8Array; size: number }
  'file list': File[]
  'file show': File
  'file pin': File
  'file unpin': File
  'file drop': { cid: string; freedBytes: number }
  'file providers': FileHolder[]
  'file quota': FileQuota
  'file export': { bytes: Uint8Array; name: string }
  'file import': { cid: string; size: number }
  'file public': PublicIpfs
  'file record': Sent
  'mine start': Mining
  'mine stop': Mining
  'mine once': Block
  stake: Sent
  unstake: Sent
  stakes: Stakes
  'authority add': Sent
  'authority remove': Sent
  'authority admin': Sent
  'authority list': Authorities
  peers: Peer[]
  'peer connect': Peer
  'peer disconnect': { peerId: string }
  'peer ban': { peerId: string }
  'peer known': KnownPeer[]
  invite: { link: string }
  join: { networkId: string; name: string; peerId: string | null; sameNetwork: boolean; link: string }
  'network create': Network
  'network list': Network[]
  'network show': Network & { parameters: NetworkParameters }
  'network switch': Network
  'lab attacks': LabAttackInfo[]
  'lab attack': LabAttackResult
  'lab traffic': LabTraffic
  'lab status': LabStatus
  help: HelpEntry[] | HelpPage
}

export interface Status {
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
  /** 0 is the first. */
  profile: number
  signaling: 'connecting' | 'online' | 'offline'
  fault: { code: string; message: string } | null
}

/** What a person sets for a profile. */
export interface Config {
  producing: boolean
  keepMining: boolean
  threads: number
}

export interface NamedAddress {
  name: string
  address: string
}

/** Whether a password closes the keys, and whether they are closed now. */
export interface WalletProtection {
  encrypted: boolean
  locked: boolean
}

export interface OwnAddress extends NamedAddress {
  balance: string
  pending: string
  stake: string
}

export interface Sent {
  txId: string
}

export interface Tx {
  id: string
  kind: string
  status: 'pending' | 'confirmed' | 'final' | 'failed' | 'dropped'
  from: string
  to: string | null
  amount: string
  /** What its sender offers at most. */
  feeOffered: string
  /** What was taken, once it is in a block. */
  feePaid: string | null
  nonce: number
  memo: string
  /** What else its kind says, for example cid and name of a file. */
  detail: Record<string, string>
  timestamp: number
  blockHeight: number | null
  blockId: string | null
  receipt: Receipt | null
  /** Why it was dropped or failed. */
  reason: string | null
  /** Of `tx` and `block`, on a network of work: how long the network's whole power would take to undo it. */
  undoMs: number | null
}

export interface Receipt {
  status: 'applied' | 'failed'
  fee: string
  gas: string
  /** Why it failed. */
  code: string
  message: string
  /** What code returned, encoded, in hex. */
  result: string | null
  events: { source: string; name: string; data: string[] }[]
  /** Entries of the state by key with their values after it, hex; null where the entry is gone. */
  changes: { key: string; value: string | null }[]
}

export interface Block {
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
  txs: Tx[]
  files: string[]
  seal: Record<string, string>
  sizeBytes: number
  reward: string
  fees: string
  /** False on a fork. */
  main: boolean
  /** On a network of work: how long the network's whole power would take to undo it. */
  undoMs: number | null
}

export interface BlockSummary {
  id: string
  height: number
  timestamp: number
  producer: string
  txs: number
  sizeBytes: number
}

export type Hit =
  | { type: 'block'; id: string; height: number }
  | { type: 'transaction'; id: string; status: string }
  | { type: 'address'; address: string; name: string | null }
  | { type: 'peer'; peerId: string }

export interface Proof {
  statement: Statement
  /** Whoever trusts this header needs nothing else. */
  header: { id: string; height: number; bytes: string }
  /** Hex. */
  proof: string
}

export type Statement =
  | { type: 'account'; address: string; balance: string; nonce: number }
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

export interface Fork {
  tip: string
  height: number
  totalWeight: string
  main: boolean
  forkHeight: number
  invalid: boolean
}

export interface Method {
  name: string
  parameters: string[]
  view: boolean
  payable: boolean
}

export interface Contract {
  address: string
  /** Of its class. */
  name: string
  creator: string
  /** Of the block that deployed it. */
  height: number
  abi: Method[]
  /** The fields of `this.state`. */
  state: Record<string, unknown>
  /** How many keys each map has. */
  maps: Record<string, number>
  code: string
  balance: string
}

export interface ContractSummary {
  address: string
  name: string
  creator: string
  height: number
  methods: number
}

export interface ContractEvent {
  txId: string
  blockHeight: number
  timestamp: number
  /** In the receipt. */
  index: number
  name: string
  data: string
  indexed: string[]
}

export interface AddedFile {
  cid: string
  /** Of the record; null with `--unrecorded`. */
  txId: string | null
  size: number
}

export interface File {
  cid: string
  name: string
  mediaType: string
  note: string
  sizeBytes: number
  /** Who recorded it first, in which transaction and block; null where nobody has. */
  author: string | null
  txId: string | null
  blockHeight: number | null
  recordedAt: number | null
  state: 'held' | 'fetching' | 'waiting' | 'absent'
  /** File bytes that are here. */
  doneBytes: number
  bytesPerSecond: number
  pinned: boolean
  /** Tabs that hold all of it now, this one too. */
  replicas: number
  /** Why it is not here. */
  problem: { code: string; message: string } | null
}

/** What is at a place of a folder. */
export type FileEntry =
  | { type: 'file'; cid: string; sizeBytes: number }
  | {
      type: 'folder'
      cid: string
      entries: { name: string; cid: string; type: 'file' | 'folder'; sizeBytes: number }[]
      more: boolean
    }

export interface FileHolder {
  peerId: string
  self: boolean
  linked: boolean
  now: boolean
  lastSeen: number
}

export interface FileQuota {
  quotaBytes: number
  usedBytes: number
  pinnedBytes: number
  files: number
  /** How many tabs shall hold each recorded file. */
  replicas: number
}

export interface PublicIpfs {
  on: boolean
  gateways: string[]
  routers: string[]
  /** IPFS nodes to be linked with by WebSocket, as multiaddrs. */
  peers: string[]
  /** Those that are linked now. */
  reached: string[]
}

export interface Outcome {
  ok: boolean
  /** What it returned; null if it failed. */
  value: unknown
  gas: string
  events: { source: string; name: string; data: string[] }[]
  /** By the code alone. */
  changes: { key: string; value: string | null }[]
  /** `line` is of the source, 0 where none is known. */
  error: { code: string; message: string; line: number } | null
}

export interface Simulation extends Outcome {
  /** Hash of the changes, for `--expected`. */
  expected: string
  /** What it would be sent with, if it gave neither. */
  gasLimit: string
  fee: string
}

/** A call run again, statement by statement. */
export interface Trace {
  ok: boolean
  value: unknown
  error: { code: string; message: string; line: number } | null
  contract: string
  source: string
  /** `init` of a deployment. */
  method: string
  /** The state that it ran on: what the transaction met in its block, or the tip's. */
  onState: 'before' | 'tip'
  /** Fields of `this.state`, and as they were when the call ended or failed. */
  before: Record<string, unknown>
  after: Record<string, unknown>
  steps: {
    index: number
    contract: string
    line: number
    /** The innermost first. */
    stack: { name: string; line: number; contract: string }[]
    locals: { name: string; value: string }[]
    changes: TraceChange[]
  }[]
  /** Changed after the last step. */
  ending: TraceChange[]
  /** Steps between the first and the last ones, which are not listed. */
  skipped: number
  total: number
  /** Why the steps end before the call did. */
  stopped: 'STEPS' | 'GAS' | null
  others: { contract: string; source: string }[]
}

export interface TraceChange {
  name: string
  before: string | null
  now: string | null
}

export interface Rehearsal {
  /** Of a source; if it failed there are no steps. */
  deployment: Outcome | null
  address: string
  abi: Method[]
  steps: Outcome[]
  state: Record<string, unknown>
  maps: Record<string, number>
  balance: string
}

export interface Draft {
  id: string
  name: string
  source: string
  savedAt: number
}

export interface Mining {
  mining: boolean
  keepMining: boolean
  /** Why no block is made now. */
  waiting: string | null
  threads: number
  hashrate: number
}

export interface Stakes {
  slot: number
  epoch: number
  epochEnds: number
  /** All that counts in this epoch. */
  counted: string
  stakers: {
    address: string
    staked: string
    counted: string
    unbonding: { amount: string; releaseAt: number }[]
  }[]
  /** Stakers beyond those that are listed. */
  more?: number
  waiting: WaitingBlocks
}

export interface Authorities {
  admin: string
  /** In the order of their turns. */
  authorities: string[]
  next: string
  /** Those who made none of the blocks that wait to be final; nobody while none waits. */
  silent: string[]
  waiting: WaitingBlocks
}

/** Blocks that a majority has not agreed on yet, and who made them. */
export interface WaitingBlocks {
  blocks: number
  /** Of those who count, how many made one of them. */
  signers: number
  /** How many count; with proof of authority. */
  voters?: number
  /** What the signers count, of all that counts. */
  percent: number
  /** Is that more than half? */
  majority: boolean
}

export interface Peer {
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

export interface KnownPeer {
  peerId: string
  lastSeen: number
  failures: number
  nextTry: number
  banned: boolean
}

export interface Network {
  id: string
  name: string
  symbol: string
  consensus: string
  /** Is it the one that runs? */
  current: boolean
  /** Opens it in a tab. */
  link: string
}

export interface NetworkParameters {
  version: number
  timestamp: number
  /** `type` is `pow`, `pos` or `poa`; docs/automation.md has the fields of each. */
  consensus: Record<string, unknown>
  emission: { reward: string; halvingInterval: number }
  limits: {
    blockBytes: number
    blockTransactions: number
    blockGas: string
    finalityDepth: number
    futureMs: number
  }
  activations: { version: number; height: number }[]
  allocations: Record<string, unknown>[]
}

export interface HelpEntry {
  usage: string
  summary: string
}

export interface HelpPage extends HelpEntry {
  arguments: { name: string; required: boolean; summary: string }[]
  options: { name: string; usage: string; summary: string }[]
}

export interface NodeEvent<Type extends string = string, Data = Record<string, unknown>> {
  seq: number
  time: number
  type: Type
  data: Data
}

/** A rule that was broken, a fault or a refusal: which, and in words. */
interface Reason {
  code: string
  message: string
}

/** What each event says. `from` and `peerId` name a peer; `from` is `self` for what this tab made. */
export interface EventData {
  /** The tip moved forward by `blocks`, of which `id` is the last. */
  'block-imported': { id: string; height: number; blocks: number; transactions: number }
  /** The tip moved to another branch: `reverted` blocks were undone and `connected` applied. */
  reorganised: { id: string; height: number; reverted: number; connected: number; transactions: number }
  /** A valid block that is not on the main chain. */
  'block-forked': { id: string; height: number; from: string }
  'block-rejected': { peerId: string; id?: string; height?: number } & Reason
  /** A chain that would undo final blocks: it is not followed, whatever it weighs. */
  'reorganisation-refused': { peerId: string; id: string; height: number; finalHeight: number }
  /** The network follows rules from `height` on that this app does not know: it makes no blocks and judges none. */
  outdated: { height: number; version: number }
  /**
   * A bug of this app: it could not judge what a peer sent, left it unchecked and goes on; nobody is blamed. `stack` has places in the app and nothing of a
   * person's, for a report.
   */
  'judging-fault': {
    what: 'block' | 'transaction' | 'message'
    id: string
    height?: number
    step: string
    message: string
    stack: string
  }
  /** The others went on, by `blocks`, on one that a bug keeps this app from judging: it makes no blocks and has to be updated. */
  'left-behind': { height: number; blocks: number }
  /** Somebody signed two blocks for one turn; `txId` tells of it on the chain. */
  'double-signing': { offender: string; first: string; second: string; txId: string }
  /** This tab produced the block. */
  mined: { id: string; height: number; transactions: number }
  'mining-fault': { message: string }

  'tx-received': { id: string; kind: string; from: string }
  'tx-dropped': { id: string; reason: string }

  'peer-joined': { peerId: string; route: string }
  'peer-left': { peerId: string; route: string; reason?: string }
  /** A link that was not taken: over the cap, banned, of another network or version. */
  'peer-refused': { peerId: string } & Reason
  /** A peer broke a rule; `score` is what it has left. */
  'peer-penalised': { peerId: string; penalty: number; score: number } & Reason
  'peer-banned': { peerId: string; reason: string }
  /** A channel that another tab opened and that got no link: over the cap, banned, already linked. */
  'link-refused': { peerId: string; code: string }
  /** The other end could not prove who it is, or did not in time. */
  'link-failed': { peerId: string; reason: string }
  'link-closed': { peerId: string; reason: string }
  'introductions-failed': { reason: string }
  /** The tab slept or changed its network: every link proves itself now. */
  wake: { reason: string }
  'dial-failed': { peerId: string; route?: string } & Reason
  /** One link was dropped for a random new one, so that the mesh keeps mixing. */
  rotation: { dropped: string; dialled: string }
  signaling: { status: 'connecting' | 'online' | 'offline'; reason?: string }

  'sync-started': { peerId: string; from: number; to: number }
  /** Headers came and hold their rules; only now are bodies asked for. */
  'sync-headers': { peerId: string; checked: number }
  'sync-finished': { peerId: string; from: number; to: number }
  'sync-failed': { peerId: string; reason: string }

  /** This tab hung in these contracts (by the hash of their source) and was started again: it does not run them. */
  'contracts-suspect': { sources: string[] }

  'file-kept': { cid: string; name: string; sizeBytes: number; from: 'self' | 'network' }
  'file-unavailable': { cid: string; name: string } & Reason
  'file-removed': { cid: string; name: string; reason: string }
  'file-source-refused': { source: string }

  'storage-fault': Reason
  'storage-recovered': Record<never, never>
}

/**
 * How peers judged what an attack sent. `failed`: it is on the chain and came to nothing. `none`: they judged nothing, and let pass what came.
 * `unreached`: nothing of it came to them.
 */
export type LabVerdictWord = 'valid' | 'invalid' | 'unchecked' | 'failed' | 'none' | 'unreached'

/** What honest tabs should say. */
export interface LabExpectation {
  /** The code of the rule, of what stands in the way, or of the failure; empty where none is named. */
  rule: string
  /** Other rules that are as good, where a block may come in between. */
  or?: string[]
  verdict: LabVerdictWord
  /** Is the attacker's link closed, or the attacker banned? */
  cutOff: boolean
}

export interface LabAttackInfo {
  name: string
  title: string
  group: string
  /** One plain sentence. */
  what: string
  /** What should come of it, in plain words. */
  outcome: string
  engines: string[]
  expects: LabExpectation
  /** Can it be tried on this network? */
  runnable: boolean
}

/** What one honest tab answered. */
export interface LabVerdict extends Omit<LabExpectation, 'or'> {
  peerId: string
  score: number
  message: string
  /** As expected? */
  ok: boolean
}

export interface LabAttackResult {
  name: string
  /** Messages that went out. */
  sent: number
  /** The identity that sent them. */
  attacker: string
  expected: LabExpectation
  verdicts: LabVerdict[]
  /** All honest tabs had one tip and one state root in the end. */
  agreed: boolean
  height: number
  stateRoot: string
  /** Every honest tab answered as expected, they agree, and nothing else went wrong. */
  held: boolean
  /** What did go wrong, or what is worth knowing. */
  notes: string[]
  milliseconds: number
}

/** How long something took, over the last ones. */
export interface LabWaits {
  medianMs: number | null
  slowestMs: number | null
}

/** A second of traffic. */
export interface LabTrafficSample {
  time: number
  sent: number
  confirmed: number
  waiting: number
  propagationMs: number | null
  confirmationMs: number | null
}

export interface LabTraffic {
  running: boolean
  /** Asked for, transactions a second. */
  rate: number
  sent: number
  confirmed: number
  waiting: number
  /** In no block after two minutes, or dropped. */
  lost: number
  /** Not made, because too many wait already. */
  heldBack: number
  /** Why nothing is sent, such as an empty wallet. */
  problem: string | null
  /** From sending to the last tab that has it. */
  propagation: LabWaits
  /** From sending to a block. */
  confirmation: LabWaits
  samples: LabTrafficSample[]
}

export interface LabStatus {
  /** The attack that runs, if one does. */
  attack: string | null
  /** Linked tabs that are in the laboratory too, and so tell what they see. */
  observers: string[]
  /** All linked tabs. */
  linked: number
  traffic: LabTraffic
}
