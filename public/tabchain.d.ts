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

export interface NodeEvent<Type extends string = string, Data = Record<string, unknown>> {
  seq: number
  time: number
  type: Type
  data: Data
}

// From here on made of the calls, their results and the events by `node scripts/docs.mjs`.

/** Each command's result. */
export interface Results {
  /** Shows the state of this node. */
  status: Status
  /** Lists what happened, the newest first. */
  events: NodeEvent[]
  /** Shows what is set for this profile, or changes it. Fails with `CONFIG_UNKNOWN`. */
  config: Partial<Config>
  /** Checks what works in this browser and network, and says why not. */
  doctor: Doctor
  /**
   * Deletes the chain that this tab holds, which the network gives again, and reloads. Fails with
   * `OTHER_CHAIN_MISSING`.
   */
  reset: { reset: true }
  /** Lists the lines that were typed in the terminal, the oldest first; secrets are not among them. */
  lines: string[]
  /**
   * Makes another address from the wallet phrase. Fails with `ADDRESSES_TOO_MANY`, `KEYS_UNREADABLE`,
   * `NAME_BAD`, `NAME_TAKEN`, `WALLET_LOCKED`.
   */
  'address new': NamedAddress
  /** Shows your addresses and what they hold. */
  'address list': OwnAddress[]
  /**
   * Gives one of your addresses another name. Fails with `ADDRESS_BAD`, `ADDRESS_UNKNOWN`, `NAME_BAD`,
   * `NAME_TAKEN`, `NAME_UNKNOWN`.
   */
  'address rename': NamedAddress
  /**
   * Shows the secret key of one of your addresses as PEM (PKCS#8); whoever has it can spend its coins. Fails
   * with `ADDRESS_BAD`, `ADDRESS_UNKNOWN`, `KEYS_UNREADABLE`, `NAME_UNKNOWN`, `WALLET_LOCKED`.
   */
  'address export': { pem: string }
  /**
   * Adds an address by its secret key. Fails with `ADDRESSES_TOO_MANY`, `ADDRESS_KNOWN`, `KEYS_UNREADABLE`,
   * `NAME_BAD`, `NAME_TAKEN`, `PEM_MALFORMED`, `WALLET_LOCKED`.
   */
  'address import': NamedAddress
  /**
   * Shows the words that all your addresses come from; whoever has them can spend your coins. Fails with
   * `KEYS_UNREADABLE`, `WALLET_LOCKED`.
   */
  'wallet phrase': { phrase: string }
  /**
   * Closes your keys with a password, or with another one; without it only the words bring them back. Fails
   * with `KEYS_UNREADABLE`, `PASSWORD_BAD`, `WALLET_LOCKED`.
   */
  'wallet encrypt': WalletProtection
  /**
   * Forgets your keys until the password is given; nothing is signed meanwhile. Fails with
   * `WALLET_NOT_ENCRYPTED`.
   */
  'wallet lock': WalletProtection
  /**
   * Opens your keys until you lock them, or close this tab. Fails with `KEYS_UNREADABLE`, `PASSWORD_WRONG`,
   * `WALLET_NOT_ENCRYPTED`.
   */
  'wallet unlock': WalletProtection
  /**
   * Makes a file of your words and imported keys, closed with a password. Fails with `KEYS_UNREADABLE`,
   * `PASSWORD_BAD`, `WALLET_LOCKED`.
   */
  'wallet backup': { bytes: Uint8Array; name: string }
  /**
   * Brings back the addresses of a phrase or a backup; those that are here stay. Fails with
   * `ADDRESSES_TOO_MANY`, `BACKUP_BAD`, `KEYS_UNREADABLE`, `PASSWORD_WRONG`, `PHRASE_BAD`, `WALLET_LOCKED`.
   */
  'wallet restore': NamedAddress[]
  /**
   * Pays coins. Fails with `ADDRESS_BAD`, `ADDRESS_INSECURE`, `ADDRESS_UNKNOWN`, `AMOUNT_BAD`, `AMOUNT_ZERO`,
   * `BALANCE_TOO_LOW`, `KEYS_UNREADABLE`, `MEMO_TOO_LONG`, `NAME_UNKNOWN`, `OVERFLOW`, `POOL_BALANCE`,
   * `POOL_FEE_LOW`, `POOL_FULL`, `POOL_NONCE_FAR`, `POOL_NONCE_USED`, `POOL_REPLACEMENT_FEE`,
   * `POOL_SENDER_FULL`, `POOL_TOO_LARGE`, `TX_SCHEMA`, `WALLET_LOCKED`.
   */
  send: Sent
  /** Shows a transaction and what became of it. Fails with `TX_UNKNOWN`. */
  tx: Tx
  /** Shows a block. Fails with `BLOCK_UNKNOWN`. */
  block: Block
  /** Lists blocks, the newest first. */
  blocks: BlockSummary[]
  /** Shows the transactions that wait for a block. */
  mempool: Mempool
  /** Lists the transactions of an address, the newest first. Fails with `ADDRESS_BAD`. */
  history: Tx[]
  /** Finds a block, a transaction, an address or a peer. */
  search: Hit[]
  /**
   * Proves a balance, a transaction, an event or a file to whoever trusts one header. Fails with `EVENT_BAD`,
   * `FILE_UNKNOWN`, `PROOF_SUBJECT_BAD`, `TX_UNKNOWN`.
   */
  'chain proof': Proof
  /** Checks a proof, and says what it proves. Fails with `BLOCK_FORK`, `BLOCK_UNKNOWN`, `HEX_BAD`. */
  'chain check': ProofCheck
  /**
   * Checks the whole chain again, from the first block, by every rule. Fails with `BODY_MISSING`,
   * `CHAIN_MOVED`, `GENESIS_OTHER`, `HEADER_OTHER`.
   */
  'chain verify': { height: number; blocks: number; transactions: number }
  /**
   * Makes a file (CAR) of the whole chain, which IPFS tools read too. Fails with `BODY_MISSING`,
   * `CHAIN_MOVED`.
   */
  'chain export': { bytes: Uint8Array; height: number; name: string }
  /**
   * Takes the blocks of such a file, each checked by every rule. Fails with `BLOCK_UNCHECKED`, `CAR_BAD`,
   * `NETWORK_OTHER`.
   */
  'chain import': { blocks: number; added: number; height: number }
  /** Lists the chains that this tab knows, the one in force first. */
  'chain forks': Fork[]
  /**
   * Puts a contract on the chain and calls its init with the arguments. Fails with `ADDRESS_BAD`,
   * `ADDRESS_UNKNOWN`, `AMOUNT_BAD`, `BALANCE_TOO_LOW`, `CODE_INVALID`, `CODE_THREW`, `CODE_TRAPPED`,
   * `CONTRACTS_UNAVAILABLE`, `CONTRACT_SUSPECT`, `KEYS_UNREADABLE`, `NAME_UNKNOWN`, `OUT_OF_GAS`,
   * `OUT_OF_MEMORY`, `OVERFLOW`, `POOL_BALANCE`, `POOL_FEE_LOW`, `POOL_FULL`, `POOL_NONCE_FAR`,
   * `POOL_NONCE_USED`, `POOL_REPLACEMENT_FEE`, `POOL_SENDER_FULL`, `POOL_TOO_LARGE`, `SOURCE_EMPTY`,
   * `SOURCE_NOT_TEXT`, `SOURCE_TOO_LARGE`, `SOURCE_TOO_NESTED`, `STACK_OVERFLOW`, `TX_BALANCE`, `TX_GAS`,
   * `TX_SCHEMA`, `VALUE_REFUSED`, `VALUE_TOO_DEEP`, `VALUE_TOO_LARGE`, `WALLET_LOCKED`.
   */
  'contract deploy': Sent & { address: string }
  /** Lists contracts to begin with. */
  'contract templates': { name: string; title: string; summary: string }[]
  /**
   * Calls a method of a contract by a transaction. Fails with `ADDRESS_BAD`, `ADDRESS_UNKNOWN`, `AMOUNT_BAD`,
   * `BALANCE_TOO_LOW`, `CHANGES_UNEXPECTED`, `CODE_THREW`, `CODE_TRAPPED`, `CONTRACTS_UNAVAILABLE`,
   * `CONTRACT_SUSPECT`, `CONTRACT_UNKNOWN`, `KEYS_UNREADABLE`, `METHOD_NOT_PAYABLE`, `METHOD_UNKNOWN`,
   * `NAME_UNKNOWN`, `OUT_OF_GAS`, `OUT_OF_MEMORY`, `OVERFLOW`, `POOL_BALANCE`, `POOL_FEE_LOW`, `POOL_FULL`,
   * `POOL_NONCE_FAR`, `POOL_NONCE_USED`, `POOL_REPLACEMENT_FEE`, `POOL_SENDER_FULL`, `POOL_TOO_LARGE`,
   * `STACK_OVERFLOW`, `TX_BALANCE`, `TX_GAS`, `TX_SCHEMA`, `VALUE_REFUSED`, `VALUE_TOO_DEEP`,
   * `VALUE_TOO_LARGE`, `WALLET_LOCKED`.
   */
  'contract call': Sent
  /**
   * Asks a method that changes nothing, without a transaction. Fails with `ADDRESS_BAD`, `CODE_THREW`,
   * `CODE_TRAPPED`, `CONTRACTS_UNAVAILABLE`, `CONTRACT_SUSPECT`, `CONTRACT_UNKNOWN`, `METHOD_NOT_PAYABLE`,
   * `METHOD_NOT_VIEW`, `METHOD_UNKNOWN`, `OUT_OF_GAS`, `OUT_OF_MEMORY`, `STACK_OVERFLOW`, `VALUE_REFUSED`,
   * `VALUE_TOO_DEEP`, `VALUE_TOO_LARGE`.
   */
  'contract view': { value: unknown; gas: string }
  /**
   * Shows what a call would do now, or with a source a deployment; nothing is sent. Fails with `ADDRESS_BAD`,
   * `AMOUNT_BAD`, `CODE_INVALID`, `CODE_THREW`, `CODE_TRAPPED`, `CONTRACTS_UNAVAILABLE`, `CONTRACT_SUSPECT`,
   * `CONTRACT_UNKNOWN`, `METHOD_NOT_PAYABLE`, `METHOD_UNKNOWN`, `OUT_OF_GAS`, `OUT_OF_MEMORY`, `OVERFLOW`,
   * `SOURCE_EMPTY`, `SOURCE_NOT_TEXT`, `SOURCE_TOO_LARGE`, `SOURCE_TOO_NESTED`, `STACK_OVERFLOW`,
   * `TX_BALANCE`, `TX_GAS`, `VALUE_REFUSED`, `VALUE_TOO_DEEP`, `VALUE_TOO_LARGE`.
   */
  'contract simulate': Simulation
  /**
   * Plays a deployment, or a contract that is there, and calls of it on a copy of the state; nothing is sent.
   * Fails with `ADDRESS_BAD`, `AMOUNT_BAD`, `CODE_INVALID`, `CONTRACTS_UNAVAILABLE`, `CONTRACT_SUSPECT`,
   * `CONTRACT_UNKNOWN`, `METHOD_NOT_PAYABLE`, `METHOD_UNKNOWN`, `SOURCE_EMPTY`, `SOURCE_NOT_TEXT`,
   * `SOURCE_TOO_LARGE`, `SOURCE_TOO_NESTED`, `VALUE_REFUSED`, `VALUE_TOO_DEEP`, `VALUE_TOO_LARGE`.
   */
  'contract rehearse': Rehearsal
  /** Lists the contracts of this network, by address. Fails with `ADDRESS_BAD`. */
  'contract list': ContractSummary[]
  /**
   * Shows a contract: what it offers, what it holds, and its source. Fails with `ADDRESS_BAD`,
   * `CONTRACT_UNKNOWN`.
   */
  'contract show': Contract
  /** Shows a page of one of a contract’s maps. Fails with `ADDRESS_BAD`, `CONTRACT_UNKNOWN`. */
  'contract map': ContractMap
  /** Lists what a contract emitted, newest first. Fails with `ADDRESS_BAD`, `CONTRACT_UNKNOWN`. */
  'contract events': ContractEvent[]
  /** Lists the contracts that you are writing. */
  'draft list': Draft[]
  /**
   * Keeps a contract’s source in this profile, to go on with. Fails with `DRAFTS_TOO_MANY`, `DRAFT_UNKNOWN`,
   * `NAME_BAD`, `SOURCE_TOO_LARGE`.
   */
  'draft save': Draft
  /** Deletes a draft; what was deployed from it stays on the chain. Fails with `DRAFT_UNKNOWN`. */
  'draft delete': { id: string }
  /**
   * Runs a call again statement by statement: that of a transaction, or one that could be made now. Fails
   * with `ADDRESS_BAD`, `AMOUNT_BAD`, `BODY_MISSING`, `CODE_INVALID`, `CODE_THREW`, `CODE_TRAPPED`,
   * `CONTRACTS_UNAVAILABLE`, `CONTRACT_SUSPECT`, `CONTRACT_UNKNOWN`, `METHOD_NOT_PAYABLE`, `METHOD_UNKNOWN`,
   * `OUT_OF_GAS`, `OUT_OF_MEMORY`, `OVERFLOW`, `SOURCE_EMPTY`, `SOURCE_NOT_TEXT`, `SOURCE_TOO_LARGE`,
   * `SOURCE_TOO_NESTED`, `STACK_OVERFLOW`, `TX_BALANCE`, `TX_GAS`, `TX_NO_CODE`, `TX_UNKNOWN`,
   * `VALUE_REFUSED`, `VALUE_TOO_DEEP`, `VALUE_TOO_LARGE`.
   */
  'contract trace': Trace
  /**
   * Shares a file: keeps it here for other tabs, pinned, and records it on the chain. Fails with
   * `ADDRESS_BAD`, `ADDRESS_UNKNOWN`, `AMOUNT_BAD`, `BALANCE_TOO_LOW`, `FILES_FULL`, `FILE_EMPTY`,
   * `FILE_TOO_LARGE`, `KEYS_UNREADABLE`, `NAME_UNKNOWN`, `POOL_BALANCE`, `POOL_FEE_LOW`, `POOL_FULL`,
   * `POOL_NONCE_FAR`, `POOL_NONCE_USED`, `POOL_REPLACEMENT_FEE`, `POOL_SENDER_FULL`, `POOL_TOO_LARGE`,
   * `TEXT_BAD`, `TX_FILE`, `TX_SCHEMA`, `WALLET_LOCKED`.
   */
  'file add': { cid: string; txId: string | null; size: number }
  /**
   * Shares a folder with all that is in it as one file, pinned, and records it on the chain. Fails with
   * `ADDRESS_BAD`, `ADDRESS_UNKNOWN`, `AMOUNT_BAD`, `BALANCE_TOO_LOW`, `FILES_FULL`, `FILE_EMPTY`,
   * `FILE_TOO_LARGE`, `KEYS_UNREADABLE`, `NAME_UNKNOWN`, `PATH_BAD`, `POOL_BALANCE`, `POOL_FEE_LOW`,
   * `POOL_FULL`, `POOL_NONCE_FAR`, `POOL_NONCE_USED`, `POOL_REPLACEMENT_FEE`, `POOL_SENDER_FULL`,
   * `POOL_TOO_LARGE`, `TEXT_BAD`, `TX_FILE`, `TX_SCHEMA`, `WALLET_LOCKED`.
   */
  'file add-folder': { cid: string; txId: string | null; size: number }
  /**
   * Shows what is in a folder that is here, or at a path of it. Fails with `CID_BAD`, `FILE_NOT_HERE`,
   * `FILE_NO_ENTRY`, `FILE_UNSUPPORTED`, `PATH_BAD`.
   */
  'file entry': FileEntry
  /**
   * Gives the content of a file, fetched from other tabs if it is not here. Fails with `CID_BAD`,
   * `FILES_FULL`, `FILE_DROPPED`, `FILE_TOO_LARGE`, `FILE_UNAVAILABLE`, `FILE_UNSUPPORTED`.
   */
  'file get': { bytes: Uint8Array; name: string; type: string }
  /**
   * Fetches a file and keeps it here. Fails with `CID_BAD`, `FILES_FULL`, `FILE_DROPPED`, `FILE_TOO_LARGE`,
   * `FILE_UNAVAILABLE`, `FILE_UNSUPPORTED`.
   */
  'file fetch': File
  /**
   * Gives a part of a file that is here. Fails with `CID_BAD`, `FILE_NOT_HERE`, `FILE_NO_ENTRY`,
   * `FILE_UNSUPPORTED`, `PATH_BAD`, `RANGE_BAD`.
   */
  'file read': { bytes: Uint8Array; size: number }
  /** Lists recorded files, the newest first, then those that this tab only keeps. */
  'file list': File[]
  /** Shows what is known of one file. Fails with `CID_BAD`, `FILE_UNKNOWN`. */
  'file show': File
  /**
   * Keeps a file here until you say otherwise; fetches it if it is not here. Fails with `CID_BAD`,
   * `FILES_FULL`.
   */
  'file pin': File
  /** Lets a file go when its room is needed. Fails with `CID_BAD`, `FILES_FULL`. */
  'file unpin': File
  /** Removes a file from this tab, or ends its fetch. Fails with `CID_BAD`. */
  'file drop': { cid: string; freedBytes: number }
  /** Lists the tabs that hold a file, or held it, the last seen first. Fails with `CID_BAD`. */
  'file providers': FileHolder[]
  /** Shows how much room files have here; with a number, how much they may take. */
  'file quota': FileQuota
  /** Gives a file as a CAR, which every IPFS tool reads. Fails with `CID_BAD`, `FILE_NOT_HERE`. */
  'file export': { bytes: Uint8Array; name: string }
  /**
   * Takes the file of a CAR, keeps it here and pins it. Fails with `CAR_BAD`, `FILES_FULL`, `FILE_EMPTY`,
   * `FILE_TOO_LARGE`, `FILE_UNSUPPORTED`, `TEXT_BAD`, `TX_FILE`.
   */
  'file import': { cid: string; size: number }
  /**
   * Shows whether files are also looked for in the public IPFS, or changes it. Fails with `MULTIADDR_BAD`,
   * `PUBLIC_FAILED`, `URL_BAD`.
   */
  'file public': PublicIpfs
  /**
   * Records on the chain that you show a file; its bytes stay where they are. Fails with `ADDRESS_BAD`,
   * `ADDRESS_UNKNOWN`, `AMOUNT_BAD`, `BALANCE_TOO_LOW`, `CID_BAD`, `KEYS_UNREADABLE`, `NAME_UNKNOWN`,
   * `POOL_BALANCE`, `POOL_FEE_LOW`, `POOL_FULL`, `POOL_NONCE_FAR`, `POOL_NONCE_USED`, `POOL_REPLACEMENT_FEE`,
   * `POOL_SENDER_FULL`, `POOL_TOO_LARGE`, `TEXT_BAD`, `TX_FILE`, `TX_SCHEMA`, `WALLET_LOCKED`.
   */
  'file record': Sent
  /** Mines whenever transactions wait. */
  'mine start': Mining
  /** Stops mining. */
  'mine stop': Mining
  /** Mines one block, even when nothing waits, and shows it. */
  'mine once': Block
  /**
   * Puts coins at stake, with which this tab takes its turns to make blocks. Fails with `ADDRESS_BAD`,
   * `ADDRESS_UNKNOWN`, `AMOUNT_BAD`, `AMOUNT_ZERO`, `BALANCE_TOO_LOW`, `KEYS_UNREADABLE`, `NAME_UNKNOWN`,
   * `OVERFLOW`, `POOL_BALANCE`, `POOL_FEE_LOW`, `POOL_FULL`, `POOL_NONCE_FAR`, `POOL_NONCE_USED`,
   * `POOL_REPLACEMENT_FEE`, `POOL_SENDER_FULL`, `POOL_TOO_LARGE`, `STAKE_TOO_LARGE`, `STAKE_TOO_SMALL`,
   * `STAKE_UNSETTLED`, `TX_KIND_ELSEWHERE`, `TX_SCHEMA`, `WALLET_LOCKED`.
   */
  stake: Sent
  /**
   * Takes coins out of a stake; they come back when the unbonding time is over. Fails with `ADDRESS_BAD`,
   * `ADDRESS_UNKNOWN`, `AMOUNT_BAD`, `AMOUNT_ZERO`, `BALANCE_TOO_LOW`, `KEYS_UNREADABLE`, `NAME_UNKNOWN`,
   * `POOL_BALANCE`, `POOL_FEE_LOW`, `POOL_FULL`, `POOL_NONCE_FAR`, `POOL_NONCE_USED`, `POOL_REPLACEMENT_FEE`,
   * `POOL_SENDER_FULL`, `POOL_TOO_LARGE`, `STAKE_NOT_HELD`, `STAKE_TOO_LARGE`, `STAKE_TOO_SMALL`,
   * `STAKE_UNSETTLED`, `TX_KIND_ELSEWHERE`, `TX_SCHEMA`, `WALLET_LOCKED`.
   */
  unstake: Sent
  /** Shows who has what at stake, and what of it counts now. Fails with `TX_KIND_ELSEWHERE`. */
  stakes: Stakes
  /**
   * Lets an address make blocks; only the admin can. Fails with `ADDRESS_BAD`, `ADDRESS_INSECURE`,
   * `ADDRESS_UNKNOWN`, `AMOUNT_BAD`, `AUTHORITY_KNOWN`, `AUTHORITY_LAST`, `AUTHORITY_NOT_ADMIN`,
   * `AUTHORITY_TOO_MANY`, `AUTHORITY_UNKNOWN`, `AUTHORITY_UNSETTLED`, `BALANCE_TOO_LOW`, `KEYS_UNREADABLE`,
   * `NAME_UNKNOWN`, `POOL_BALANCE`, `POOL_FEE_LOW`, `POOL_FULL`, `POOL_NONCE_FAR`, `POOL_NONCE_USED`,
   * `POOL_REPLACEMENT_FEE`, `POOL_SENDER_FULL`, `POOL_TOO_LARGE`, `TX_KIND_ELSEWHERE`, `TX_SCHEMA`,
   * `WALLET_LOCKED`.
   */
  'authority add': Sent
  /**
   * Lets an address make no more blocks; only the admin can. Fails with `ADDRESS_BAD`, `ADDRESS_INSECURE`,
   * `ADDRESS_UNKNOWN`, `AMOUNT_BAD`, `AUTHORITY_KNOWN`, `AUTHORITY_LAST`, `AUTHORITY_NOT_ADMIN`,
   * `AUTHORITY_TOO_MANY`, `AUTHORITY_UNKNOWN`, `AUTHORITY_UNSETTLED`, `BALANCE_TOO_LOW`, `KEYS_UNREADABLE`,
   * `NAME_UNKNOWN`, `POOL_BALANCE`, `POOL_FEE_LOW`, `POOL_FULL`, `POOL_NONCE_FAR`, `POOL_NONCE_USED`,
   * `POOL_REPLACEMENT_FEE`, `POOL_SENDER_FULL`, `POOL_TOO_LARGE`, `TX_KIND_ELSEWHERE`, `TX_SCHEMA`,
   * `WALLET_LOCKED`.
   */
  'authority remove': Sent
  /**
   * Hands the admin’s rights over; only the admin can. Fails with `ADDRESS_BAD`, `ADDRESS_INSECURE`,
   * `ADDRESS_UNKNOWN`, `AMOUNT_BAD`, `AUTHORITY_KNOWN`, `AUTHORITY_LAST`, `AUTHORITY_NOT_ADMIN`,
   * `AUTHORITY_TOO_MANY`, `AUTHORITY_UNKNOWN`, `AUTHORITY_UNSETTLED`, `BALANCE_TOO_LOW`, `KEYS_UNREADABLE`,
   * `NAME_UNKNOWN`, `POOL_BALANCE`, `POOL_FEE_LOW`, `POOL_FULL`, `POOL_NONCE_FAR`, `POOL_NONCE_USED`,
   * `POOL_REPLACEMENT_FEE`, `POOL_SENDER_FULL`, `POOL_TOO_LARGE`, `TX_KIND_ELSEWHERE`, `TX_SCHEMA`,
   * `WALLET_LOCKED`.
   */
  'authority admin': Sent
  /**
   * Shows the admin, the authorities in the order of their turns, and whose turn is next. Fails with
   * `TX_KIND_ELSEWHERE`.
   */
  'authority list': Authorities
  /** Lists the tabs that this one is linked to. */
  peers: Peer[]
  /**
   * Links to a tab. Fails with `DIAL_FAILED`, `LINKS_TOO_MANY`, `PEER_GONE`, `PEER_ID_BAD`, `PEER_IS_SELF`,
   * `PEER_REFUSED`, `PEER_TIMEOUT`, `PEER_UNAVAILABLE`, `SIGNALING_OFFLINE`.
   */
  'peer connect': Peer
  /** Ends the link to a tab. Fails with `PEER_ID_BAD`, `PEER_UNKNOWN`. */
  'peer disconnect': { peerId: string }
  /** Ends the link to a tab and takes none from it for a while. Fails with `PEER_ID_BAD`, `PEER_IS_SELF`. */
  'peer ban': { peerId: string }
  /** Lists the tabs that this one remembers. */
  'peer known': KnownPeer[]
  /** Makes a link that brings another tab into this network. */
  invite: { link: string }
  /**
   * Connects to whoever made an invite; one of another network is opened in this tab. Fails with
   * `INVITE_CHECKSUM`, `INVITE_GENESIS`, `INVITE_MALFORMED`, `INVITE_PEER`, `INVITE_SIGNALING`,
   * `INVITE_TRUNCATED`, `INVITE_VERSION`.
   */
  join: Join
  /** Founds a network of your own; `network switch` opens it. Fails with `GENESIS_BAD`. */
  'network create': Network
  /** Lists the networks that you founded or were invited to, the running one first. */
  'network list': Network[]
  /** Shows the running network with all its parameters. */
  'network show': Network & { parameters: NetworkParameters }
  /** Opens another of your networks in this tab. Fails with `NETWORK_AMBIGUOUS`, `NETWORK_UNKNOWN`. */
  'network switch': Network
  /** Lists the attacks that this tab can try, and what should come of them. Fails with `LAB_OFF`. */
  'lab attacks': LabAttackInfo[]
  /**
   * Attacks the network, and shows what the other tabs in the laboratory answered. Fails with
   * `ATTACK_ELSEWHERE`, `ATTACK_UNKNOWN`, `LAB_BUSY`, `LAB_FAILED`, `LAB_NEEDS`, `LAB_OFF`.
   */
  'lab attack': LabAttackResult
  /**
   * Sends payments and contract calls, each to some of the peers, until it is stopped. Fails with
   * `LAB_NEEDS`, `LAB_OFF`.
   */
  'lab traffic': LabTraffic
  /** Shows who is in the laboratory, the attack that runs, and how the traffic goes. Fails with `LAB_OFF`. */
  'lab status': LabStatus
  /** Lists the commands, or explains one. */
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
  /** Which profile this tab holds: 0 is the first. */
  profile: number
  signaling: 'connecting' | 'online' | 'offline'
  fault: { code: string; message: string } | null
}

/** What a person sets for a profile. */
export interface Config {
  /** Does it make blocks, and also while no transaction waits? */
  producing: boolean
  keepMining: boolean
  threads: number
}

export interface Doctor {
  checks: { name: string; ok: boolean; detail: string }[]
}

/** An own address by its name. */
export interface NamedAddress {
  name: string
  address: string
}

export interface OwnAddress extends NamedAddress {
  balance: string
  pending: string
  stake: string
}

/** Whether a password closes the wallet's keys, and whether they are closed now. */
export interface WalletProtection {
  encrypted: boolean
  locked: boolean
}

/** What a call that sends a transaction gives. */
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
  /** What else the payload says, by field. */
  detail: Record<string, string>
  timestamp: number
  blockHeight: number | null
  blockId: string | null
  receipt: Receipt | null
  /** Why it was dropped or failed, or has no place in this tab’s pool while it waits; it is tried again. */
  reason: string | null
  /**
   * Of `tx` and `block`, in a block that costs work: how long the network's whole power would take to undo
   * it.
   */
  undoMs: number | null
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
  /** On the main chain, where blocks cost work: how long the network's whole power would take to undo it. */
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

export interface Mempool {
  count: number
  bytes: number
  txs: Tx[]
}

/** Something that a search found, with what leads to it. */
export type Hit =
  | { type: 'block'; id: string; height: number }
  | { type: 'transaction'; id: string; status: string }
  | { type: 'address'; address: string; name: string | null }
  | { type: 'peer'; peerId: string }

export interface Proof {
  /** What is shown: the kind of statement and its fields. */
  statement: Statement
  /** The header that the proof leads to: whoever trusts it needs nothing else. */
  header: { id: string; height: number; bytes: string }
  /** Hex. */
  proof: string
}

export interface ProofCheck {
  holds: boolean
  /** What the proof shows, if it holds. */
  statement: Statement | null
  /** Why it does not hold. */
  reason: string | null
}

export interface Fork {
  tip: string
  height: number
  totalWeight: string
  main: boolean
  /** Where it leaves the main chain; its own tip for that itself. */
  forkHeight: number
  invalid: boolean
}

export interface Simulation {
  ok: boolean
  /** What it returned; null if it failed. */
  value: unknown
  /** All that the transaction would take. */
  gas: string
  events: { source: string; name: string; data: string[] }[]
  /**
   * What the code changes in the state, beside fee, nonce and the coins that are sent; keys and values in
   * hex, null where the entry is gone.
   */
  changes: { key: string; value: string | null }[]
  /** Hash of the changes, as a call's `expected`. */
  expected: string
  /**
   * What a call or deployment would be sent with, if it gave neither: what was taken and some more, and the
   * least fee that nodes relay it for.
   */
  gasLimit: string
  fee: string
  /** `line` is of the source, from 1; 0 where none is known. */
  error: { code: string; message: string; line: number } | null
}

export interface Rehearsal {
  /**
   * Of a source. If it failed there are no steps, and no methods unless the source is a contract whose `init`
   * failed.
   */
  deployment: Outcome | null
  address: string
  abi: Method[]
  steps: Outcome[]
  /** After the last step. */
  state: Record<string, unknown>
  maps: Record<string, number>
  balance: string
}

/** A contract in a list. */
export interface ContractSummary {
  address: string
  /** Of its class, which anyone may give to a contract of their own; '' where it has none. */
  name: string
  creator: string
  /** Of the block that deployed it. */
  height: number
  methods: number
}

export interface Contract {
  address: string
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
  /** Base units. */
  balance: string
}

export interface ContractMap {
  /** In the whole map. */
  count: number
  entries: { key: unknown; value: unknown }[]
}

export interface ContractEvent {
  txId: string
  blockHeight: number
  /** The transaction's. */
  timestamp: number
  /** In the receipt. */
  index: number
  name: string
  data: string
  indexed: string[]
}

/** A contract that is being written; it is kept in this profile, and on no chain. */
export interface Draft {
  id: string
  name: string
  source: string
  savedAt: number
}

/** What a call did, statement by statement. */
export interface Trace {
  ok: boolean
  /** What it returned. */
  value: unknown | null
  /** `line` is 0 where there is none. */
  error: { code: string; message: string; line: number } | null
  contract: string
  source: string
  /** `init` of a deployment. */
  method: string
  /** The state that it ran on: the one that it met in its block, or the tip's. */
  onState: 'before' | 'tip'
  /**
   * Fields of the contract's `this.state`, and as they were when the call ended or failed, before a failure
   * undoes everything.
   */
  before: Record<string, unknown>
  after: Record<string, unknown>
  steps: TraceStep[]
  /** What of the contract's state became another after the last step. */
  ending: TraceChange[]
  /** Steps that are not listed, after the first ones. */
  skipped: number
  total: number
  /** Why the steps end before the call did: there were too many, or its gas ended about there. */
  stopped: 'STEPS' | 'GAS' | null
  /** Other contracts that ran. */
  others: { contract: string; source: string }[]
}

/** What is at a place of a folder. */
export type FileEntry =
  | { type: 'file'; cid: string; sizeBytes: number }
  | {
      type: 'folder'
      cid: string
      /** Folders first, each by name; names are their author's, unchecked. */
      entries: { name: string; cid: string; type: 'file' | 'folder'; sizeBytes: number }[]
      /** There are more than are listed. */
      more: boolean
    }

export interface File {
  cid: string
  name: string
  mediaType: string
  note: string
  /** As its record says; as this tab found it where there is none. */
  sizeBytes: number
  /** Who recorded it first, in which transaction and block; null where nobody has. */
  author: string | null
  txId: string | null
  blockHeight: number | null
  recordedAt: number | null
  /**
   * `held`: all of it is here. `fetching`: on its way. `waiting`: a part or nothing of it is here and nobody
   * has the rest now, see `problem`. `absent`: not here, and not asked for.
   */
  state: 'held' | 'fetching' | 'waiting' | 'absent'
  /** File bytes that are here. */
  doneBytes: number
  bytesPerSecond: number
  pinned: boolean
  /** Tabs that hold all of it now, this one too; the network keeps `FileQuotaResult.replicas` of each. */
  replicas: number
  problem: { code: string; message: string } | null
}

export interface FileHolder {
  peerId: string
  self: boolean
  linked: boolean
  /** Does it hold the file now, as far as is known? */
  now: boolean
  lastSeen: number
}

export interface FileQuota {
  quotaBytes: number
  usedBytes: number
  /** Of the used ones, those that are never removed by themselves. */
  pinnedBytes: number
  files: number
  /** How many tabs shall hold each recorded file. */
  replicas: number
}

export interface PublicIpfs {
  on: boolean
  /** Trustless HTTP gateways, which are asked for blocks. */
  gateways: string[]
  /** Delegated routing servers, which are asked who has a file. */
  routers: string[]
  /** Multiaddrs of IPFS nodes that are linked with by WebSocket. */
  peers: string[]
  /** Those of them that are linked now. */
  reached: string[]
}

export interface Mining {
  mining: boolean
  keepMining: boolean
  /** Why no block is made now, while producing is on; null when nothing is in the way. */
  waiting: string | null
  threads: number
  hashrate: number
}

/** Stakes in base units; times in ms since 1970. */
export interface Stakes {
  slot: number
  epoch: number
  epochEnds: number
  /** All stakes that count in this epoch. */
  counted: string
  stakers: {
    address: string
    staked: string
    counted: string
    unbonding: { amount: string; releaseAt: number }[]
  }[]
  /** Stakers with less, who are not listed; absent where all are. */
  more?: number
  waiting: WaitingBlocks
}

export interface Authorities {
  admin: string
  authorities: string[]
  /** Whose turn the next block is. */
  next: string
  /** Those who made none of the last `lately` blocks that wait to be final; nobody while none waits. */
  silent: string[]
  waiting: WaitingBlocks
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

/** What an invite leads to. */
export interface Join {
  networkId: string
  name: string
  /** Who invites; null where nobody in particular does. */
  peerId: string | null
  /** Is it the network that runs? */
  sameNetwork: boolean
  /** Opens it in a tab. */
  link: string
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

/** A network's parameters as people and scripts read them. */
export interface NetworkParameters {
  version: number
  timestamp: number
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
  allocations: { address: string; amount: string }[]
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

/** What a list of commands says of each. */
export interface HelpEntry {
  usage: string
  summary: string
}

/** All that there is to know of one command. */
export interface HelpPage extends HelpEntry {
  arguments: { name: string; required: boolean; summary: string }[]
  options: { name: string; usage: string; summary: string }[]
}

/**
 * What the node logs, by type: plain JSON, ids as hex, no amounts. `from` and `peerId` name a peer; `from` is
 * `self` for what this tab made. An event is a fact about the past: nothing waits for it and nothing is lost
 * when nobody listens.
 */
export interface EventData {
  /** The tip moved forward by `blocks`, of which `id` is the last. */
  'block-imported': { id: string; height: number; blocks: number; transactions: number }
  /** The tip moved to another branch: `reverted` blocks were undone and `connected` applied. */
  reorganised: { id: string; height: number; reverted: number; connected: number; transactions: number }
  /** A valid block that is not on the main chain. */
  'block-forked': { id: string; height: number; from: string }
  /** A block broke a rule: which one, and who sent it. */
  'block-rejected': { peerId: string; id?: string; height?: number } & Reason
  /** A chain that would undo final blocks: it is not followed, whatever it weighs. */
  'reorganisation-refused': { peerId: string; id: string; height: number; finalHeight: number }
  /**
   * The network follows rules from `height` on that this app does not know: it makes no blocks and judges
   * none.
   */
  outdated: { height: number; version: number }
  /**
   * A bug of this app: it could not judge what a peer sent, left it unchecked and goes on; nobody is blamed.
   * `stack` has places in the app and nothing of a person's, for a report.
   */
  'judging-fault': {
    what: 'block' | 'transaction' | 'message'
    id: string
    height?: number
    step: string
    message: string
    stack: string
  }
  /**
   * The others went on, by `blocks`, on one that a bug keeps this app from judging: it makes no blocks and
   * has to be updated.
   */
  'left-behind': { height: number; blocks: number }
  /** Somebody signed two blocks for one turn; `txId` is the transaction that reports it. */
  'double-signing': { offender: string; first: string; second: string; txId: string }
  /** This tab produced the block. */
  mined: { id: string; height: number; transactions: number }
  /** Block production failed. */
  'mining-fault': { message: string }

  /** A transaction waits here now. */
  'tx-received': { id: string; kind: string; from: string }
  /** A transaction does not wait here any more, and is in no block. */
  'tx-dropped': { id: string; reason: string }

  /** A tab is linked. */
  'peer-joined': { peerId: string; route: string }
  /** A link ended. */
  'peer-left': { peerId: string; route: string; reason?: string }
  /** A link that was not taken: over the cap, banned, of another network or version. */
  'peer-refused': { peerId: string } & Reason
  /** A peer broke a rule; `score` is what it has left. */
  'peer-penalised': { peerId: string; penalty: number; score: number } & Reason
  /** A peer is banned for a while. */
  'peer-banned': { peerId: string; reason: string }
  /** A channel that another tab opened and that got no link: over the cap, banned, already linked. */
  'link-refused': { peerId: string; code: string }
  /** The other end could not prove who it is, or did not in time. */
  'link-failed': { peerId: string; reason: string }
  /** A link closed before it was ready. */
  'link-closed': { peerId: string; reason: string }
  /** The signaling server could not be asked for peers. */
  'introductions-failed': { reason: string }
  /** The tab slept or changed its network: every link proves itself now. */
  wake: { reason: string }
  /** A link could not be made. */
  'dial-failed': { peerId: string; route?: string } & Reason
  /** One link was dropped for a random new one, so that the mesh keeps mixing. */
  rotation: { dropped: string; dialled: string }
  /** Whether the signaling server can be reached. */
  signaling: { status: 'connecting' | 'online' | 'offline'; reason?: string }

  /** Blocks are fetched from a peer; `from` and `to` are heights. */
  'sync-started': { peerId: string; from: number; to: number }
  /** So many headers hold their rules; only now are bodies asked for. */
  'sync-headers': { peerId: string; checked: number }
  /** This tab has the blocks that the peer has. */
  'sync-finished': { peerId: string; from: number; to: number }
  /** Fetching from a peer failed; another one is asked. */
  'sync-failed': { peerId: string; reason: string }

  /** A file is in this tab as a whole: `from` is `self` if it was added here, `network` if it was fetched. */
  'file-kept': { cid: string; name: string; sizeBytes: number; from: 'self' | 'network' }
  /** A fetch came to a stop; it goes on when somebody has the file. */
  'file-unavailable': { cid: string; name: string } & Reason
  /** A file is not in this tab any more. */
  'file-removed': { cid: string; name: string; reason: string }
  /**
   * This tab hung in these contracts (by the hash of their source) and was started again: it does not run
   * them.
   */
  'contracts-suspect': { sources: string[] }
  /**
   * A gateway or a node of the public IPFS gave other bytes than asked for; nothing of it was kept, and it is
   * asked no more.
   */
  'file-source-refused': { source: string }

  /** The database failed, and nothing is written until it works again. */
  'storage-fault': Reason
  /** The database works again. */
  'storage-recovered': Record<never, never>
}

export interface Receipt {
  status: 'applied' | 'failed'
  fee: string
  gas: string
  code: string
  /** What failed code said, with its line. */
  message: string
  /** What code returned, encoded, in hex; null where none ran. */
  result: string | null
  events: { source: string; name: string; data: string[] }[]
  /** Entries of the state by key with their values after it, both hex; null where the entry is gone. */
  changes: { key: string; value: string | null }[]
}

/** A statement about the chain that a proof shows to whoever trusts a header. */
export type Statement =
  | { type: 'account'; address: string; balance: string; nonce: number }
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

export interface Outcome {
  ok: boolean
  /** What it returned; null if it failed. */
  value: unknown
  gas: string
  events: { source: string; name: string; data: string[] }[]
  /** As {@link ContractSimulateResult.changes}. */
  changes: { key: string; value: string | null }[]
  /** As {@link ContractSimulateResult.error}. */
  error: { code: string; message: string; line: number } | null
}

export interface Method {
  name: string
  parameters: string[]
  view: boolean
  payable: boolean
}

/** A statement, just before it runs. */
export interface TraceStep {
  /** Of all steps, from 0; those between the first and the last ones are missing. */
  index: number
  contract: string
  /** Of the contract's source, from 1. */
  line: number
  /** The innermost first. */
  stack: TraceFrame[]
  /** Names that can be read here, the innermost first, with their values as short text. */
  locals: { name: string; value: string }[]
  /** What of the contract's state became another since its last step that is listed. */
  changes: TraceChange[]
}

/**
 * A field of `this.state`, or an entry of a map as `votes["tab1…"]`; values as short text, null where there
 * is none.
 */
export interface TraceChange {
  name: string
  /** When the call began. */
  before: string | null
  now: string | null
}

/** Blocks that wait to be final until a majority signed on them, and who did lately. */
export interface WaitingBlocks {
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

/** What honest tabs should say. */
export interface LabExpectation {
  /** The code of the rule, of what stands in the way, or of the failure; empty where none is named. */
  rule: string
  /** Other rules that are as good, where a block may come in between; absent where there are none. */
  or?: string[]
  verdict: LabVerdictWord
  /** Is the attacker's link closed, or the attacker banned? */
  cutOff: boolean
}

/** What one honest tab answered. */
export interface LabVerdict extends Omit<LabExpectation, 'or'> {
  peerId: string
  score: number
  message: string
  /** As expected? */
  ok: boolean
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

/** A rule that was broken, a fault or a refusal: which, and in words. */
export interface Reason {
  code: string
  message: string
}

/** A function that waits for the one above it; `contract` is whose code it is. */
export interface TraceFrame {
  /** Empty where the function has none. */
  name: string
  line: number
  contract: string
}

/**
 * How peers judged what an attack sent. `failed`: it is on the chain and came to nothing. `none`: they judged
 * nothing, and let pass what came. `unreached`: nothing of it came to them.
 */
export type LabVerdictWord = 'valid' | 'invalid' | 'unchecked' | 'failed' | 'none' | 'unreached'
