/**
 * `window.tabchain`: the commands of Tabchain for scripts, tests and the browser's developer tools. Every page
 * that serves Tabchain has this file as `tabchain.d.ts`; docs/automation.md describes the commands. Amounts are
 * coins as decimal text, other large numbers decimal text, ids lower-case hex, times milliseconds since 1970.
 * A value that is unknown or does not apply is null.
 *
 *     import type { Tabchain } from './tabchain.d.ts'
 *     declare global { interface Window { tabchain: Tabchain } }
 */

export interface Tabchain {
  readonly version: string
  /** Resolves when the node runs, or rejects with the reason. Commands wait for the node automatically. */
  readonly ready: Promise<void>
  /**
   * Runs a command line. `input` has arguments and options by name, for values that a line cannot carry or
   * would have to quote; `signal` stops a long command. Rejects with a {@link CommandError}.
   */
  run<Line extends string>(line: Line, input?: object, signal?: AbortSignal): Promise<ResultOf<Line>>
  /** Calls `listener` for every event of this type, or of all with `*`, until the returned function is called. */
  on<Type extends keyof EventData>(
    type: Type,
    listener: (event: NodeEvent<Type, EventData[Type]>) => void,
  ): () => void
  on(type: string, listener: (event: NodeEvent) => void): () => void
  /** The help of all commands, or of one, as text. */
  help(command?: string): string
}

/** `code` is stable, and the message names the field and the remedy. */
export interface CommandError extends Error {
  readonly code: string
}

/** The result of a line, known if it begins with the name of a command. */
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

// `node scripts/docs.mjs` writes the rest from the calls, their results and the events.

/** Each command's result. */
export interface Results {
  /** Shows the state of this node. */
  status: Status
  /** Lists the latest events, newest first. */
  events: NodeEvent[]
  /** Shows or changes the settings of this profile. Fails with `CONFIG_UNKNOWN`. */
  config: Partial<Config>
  /** Checks what works in this browser and network, and explains what does not. */
  doctor: Doctor
  /**
   * Deletes this tab's copy of the chain and reloads; peers send it again. Fails with `OTHER_CHAIN_MISSING`.
   */
  reset: { reset: true }
  /** Lists the lines typed in the terminal, oldest first, without secrets. */
  lines: string[]
  /**
   * Creates another address from the wallet phrase. Fails with `ADDRESSES_TOO_MANY`, `KEYS_UNREADABLE`,
   * `NAME_BAD`, `NAME_TAKEN`, `WALLET_LOCKED`.
   */
  'address new': NamedAddress
  /** Shows your addresses and their balances. */
  'address list': OwnAddress[]
  /**
   * Renames one of your addresses. Fails with `ADDRESS_BAD`, `ADDRESS_UNKNOWN`, `NAME_BAD`, `NAME_TAKEN`,
   * `NAME_UNKNOWN`.
   */
  'address rename': NamedAddress
  /**
   * Shows the secret key of one of your addresses as PEM (PKCS#8). Fails with `ADDRESS_BAD`,
   * `ADDRESS_UNKNOWN`, `KEYS_UNREADABLE`, `NAME_UNKNOWN`, `WALLET_LOCKED`.
   */
  'address export': { pem: string }
  /**
   * Imports an address by its secret key. Fails with `ADDRESSES_TOO_MANY`, `ADDRESS_KNOWN`,
   * `KEYS_UNREADABLE`, `NAME_BAD`, `NAME_TAKEN`, `PEM_MALFORMED`, `WALLET_LOCKED`.
   */
  'address import': NamedAddress
  /** Shows the words that all your addresses derive from. Fails with `KEYS_UNREADABLE`, `WALLET_LOCKED`. */
  'wallet phrase': { phrase: string }
  /** Sets or changes the wallet's password. Fails with `KEYS_UNREADABLE`, `PASSWORD_BAD`, `WALLET_LOCKED`. */
  'wallet encrypt': WalletProtection
  /** Locks the wallet until the password is given. Fails with `WALLET_NOT_ENCRYPTED`. */
  'wallet lock': WalletProtection
  /**
   * Unlocks the wallet until you lock it or close this tab. Fails with `KEYS_UNREADABLE`, `PASSWORD_WRONG`,
   * `WALLET_NOT_ENCRYPTED`.
   */
  'wallet unlock': WalletProtection
  /**
   * Creates a backup file of your phrase and imported keys, encrypted with a password. Fails with
   * `KEYS_UNREADABLE`, `PASSWORD_BAD`, `WALLET_LOCKED`.
   */
  'wallet backup': { bytes: Uint8Array; name: string }
  /**
   * Restores the addresses of a phrase or a backup; those that are here stay. Fails with
   * `ADDRESSES_TOO_MANY`, `BACKUP_BAD`, `KEYS_UNREADABLE`, `PASSWORD_WRONG`, `PHRASE_BAD`, `WALLET_LOCKED`.
   */
  'wallet restore': NamedAddress[]
  /**
   * Sends coins. Fails with `ADDRESS_BAD`, `ADDRESS_INSECURE`, `ADDRESS_UNKNOWN`, `AMOUNT_BAD`,
   * `AMOUNT_ZERO`, `BALANCE_TOO_LOW`, `KEYS_UNREADABLE`, `MEMO_TOO_LONG`, `NAME_UNKNOWN`, `OVERFLOW`,
   * `POOL_BALANCE`, `POOL_FEE_LOW`, `POOL_FULL`, `POOL_NONCE_FAR`, `POOL_NONCE_USED`, `POOL_REPLACEMENT_FEE`,
   * `POOL_SENDER_FULL`, `POOL_TOO_LARGE`, `TX_SCHEMA`, `WALLET_LOCKED`.
   */
  send: Sent
  /** Shows a transaction and its status. Fails with `TX_UNKNOWN`. */
  tx: Tx
  /** Shows a block. Fails with `BLOCK_UNKNOWN`. */
  block: Block
  /** Lists blocks, newest first. */
  blocks: BlockSummary[]
  /** Shows the pending transactions. */
  mempool: Mempool
  /** Lists the transactions of an address, newest first. Fails with `ADDRESS_BAD`. */
  history: Tx[]
  /** Finds a block, a transaction, an address or a peer. */
  search: Hit[]
  /**
   * Proves a balance, a transaction, an event or a file to whoever trusts one header. Fails with `EVENT_BAD`,
   * `FILE_UNKNOWN`, `PROOF_SUBJECT_BAD`, `TX_UNKNOWN`.
   */
  'chain proof': Proof
  /** Checks a proof, and shows what it proves. Fails with `BLOCK_FORK`, `BLOCK_UNKNOWN`, `HEX_BAD`. */
  'chain check': ProofCheck
  /**
   * Validates the whole chain again, from the genesis block. Fails with `BODY_MISSING`, `CHAIN_MOVED`,
   * `GENESIS_OTHER`, `HEADER_OTHER`.
   */
  'chain verify': { height: number; blocks: number; transactions: number }
  /**
   * Exports the whole chain as a CAR file, which IPFS tools can read too. Fails with `BODY_MISSING`,
   * `CHAIN_MOVED`.
   */
  'chain export': { bytes: Uint8Array; height: number; name: string }
  /**
   * Imports the blocks of a file that `chain export` made, and validates each. Fails with `BLOCK_UNCHECKED`,
   * `CAR_BAD`, `NETWORK_OTHER`.
   */
  'chain import': { blocks: number; added: number; height: number }
  /** Lists the chains that this tab knows, the main chain first. */
  'chain forks': Fork[]
  /**
   * Deploys a contract and calls its init with the arguments. Fails with `ADDRESS_BAD`, `ADDRESS_UNKNOWN`,
   * `AMOUNT_BAD`, `BALANCE_TOO_LOW`, `CODE_INVALID`, `CODE_THREW`, `CODE_TRAPPED`, `CONTRACTS_UNAVAILABLE`,
   * `CONTRACT_SUSPECT`, `HOST_STACK`, `KEYS_UNREADABLE`, `NAME_UNKNOWN`, `OUT_OF_GAS`, `OUT_OF_MEMORY`,
   * `OVERFLOW`, `POOL_BALANCE`, `POOL_FEE_LOW`, `POOL_FULL`, `POOL_NONCE_FAR`, `POOL_NONCE_USED`,
   * `POOL_REPLACEMENT_FEE`, `POOL_SENDER_FULL`, `POOL_TOO_LARGE`, `SOURCE_EMPTY`, `SOURCE_NOT_TEXT`,
   * `SOURCE_TOO_LARGE`, `SOURCE_TOO_NESTED`, `STACK_OVERFLOW`, `TEMPLATE_UNKNOWN`, `TX_BALANCE`, `TX_GAS`,
   * `TX_SCHEMA`, `VALUE_REFUSED`, `VALUE_TOO_DEEP`, `VALUE_TOO_LARGE`, `WALLET_LOCKED`.
   */
  'contract deploy': Sent & { address: string }
  /** Lists templates of contracts. */
  'contract templates': { name: string; title: string; summary: string }[]
  /**
   * Calls a method of a contract by a transaction. Fails with `ADDRESS_BAD`, `ADDRESS_UNKNOWN`, `AMOUNT_BAD`,
   * `BALANCE_TOO_LOW`, `CHANGES_UNEXPECTED`, `CODE_THREW`, `CODE_TRAPPED`, `CONTRACTS_UNAVAILABLE`,
   * `CONTRACT_SUSPECT`, `CONTRACT_UNKNOWN`, `HOST_STACK`, `KEYS_UNREADABLE`, `METHOD_NOT_PAYABLE`,
   * `METHOD_UNKNOWN`, `NAME_UNKNOWN`, `OUT_OF_GAS`, `OUT_OF_MEMORY`, `OVERFLOW`, `POOL_BALANCE`,
   * `POOL_FEE_LOW`, `POOL_FULL`, `POOL_NONCE_FAR`, `POOL_NONCE_USED`, `POOL_REPLACEMENT_FEE`,
   * `POOL_SENDER_FULL`, `POOL_TOO_LARGE`, `STACK_OVERFLOW`, `TX_BALANCE`, `TX_GAS`, `TX_SCHEMA`,
   * `VALUE_REFUSED`, `VALUE_TOO_DEEP`, `VALUE_TOO_LARGE`, `WALLET_LOCKED`.
   */
  'contract call': Sent
  /**
   * Calls a read-only method, without a transaction. Fails with `ADDRESS_BAD`, `CODE_THREW`, `CODE_TRAPPED`,
   * `CONTRACTS_UNAVAILABLE`, `CONTRACT_SUSPECT`, `CONTRACT_UNKNOWN`, `HOST_STACK`, `METHOD_NOT_VIEW`,
   * `METHOD_UNKNOWN`, `OUT_OF_GAS`, `OUT_OF_MEMORY`, `STACK_OVERFLOW`, `VALUE_REFUSED`, `VALUE_TOO_DEEP`,
   * `VALUE_TOO_LARGE`.
   */
  'contract view': { value: unknown; gas: string }
  /**
   * Shows what a call, or with a source a deployment, would do now; nothing is sent. Fails with
   * `ADDRESS_BAD`, `AMOUNT_BAD`, `CONTRACTS_UNAVAILABLE`, `CONTRACT_SUSPECT`, `CONTRACT_UNKNOWN`,
   * `HOST_STACK`, `METHOD_NOT_PAYABLE`, `METHOD_UNKNOWN`, `SOURCE_EMPTY`, `SOURCE_NOT_TEXT`,
   * `SOURCE_TOO_LARGE`, `SOURCE_TOO_NESTED`, `TX_BALANCE`, `TX_GAS`, `VALUE_REFUSED`, `VALUE_TOO_DEEP`,
   * `VALUE_TOO_LARGE`.
   */
  'contract simulate': Simulation
  /**
   * Tries calls of a new or a deployed contract on a copy of the state; nothing is sent. Fails with
   * `ADDRESS_BAD`, `AMOUNT_BAD`, `CONTRACTS_UNAVAILABLE`, `CONTRACT_SUSPECT`, `CONTRACT_UNKNOWN`,
   * `HOST_STACK`, `SOURCE_EMPTY`, `SOURCE_NOT_TEXT`, `SOURCE_TOO_LARGE`, `SOURCE_TOO_NESTED`,
   * `VALUE_REFUSED`, `VALUE_TOO_DEEP`, `VALUE_TOO_LARGE`.
   */
  'contract rehearse': Rehearsal
  /** Lists the contracts of this network, by address. Fails with `ADDRESS_BAD`. */
  'contract list': ContractSummary[]
  /**
   * Shows a contract: its methods, its state and balance, and its source. Fails with `ADDRESS_BAD`,
   * `CONTRACT_UNKNOWN`.
   */
  'contract show': Contract
  /** Shows a page of one of a contract’s maps. Fails with `ADDRESS_BAD`, `CONTRACT_UNKNOWN`. */
  'contract map': ContractMap
  /** Lists the events of a contract, newest first. Fails with `ADDRESS_BAD`, `CONTRACT_UNKNOWN`. */
  'contract events': ContractEvent[]
  /** Lists your drafts of contracts. */
  'draft list': Draft[]
  /**
   * Saves a contract’s source as a draft in this profile. Fails with `DRAFTS_TOO_MANY`, `DRAFT_UNKNOWN`,
   * `NAME_BAD`, `SOURCE_TOO_LARGE`.
   */
  'draft save': Draft
  /** Deletes a draft; contracts deployed from it stay on the chain. Fails with `DRAFT_UNKNOWN`. */
  'draft delete': { id: string }
  /**
   * Runs a call statement by statement: that of a transaction, or one that could be made now. Fails with
   * `ADDRESS_BAD`, `AMOUNT_BAD`, `BODY_MISSING`, `CONTRACTS_UNAVAILABLE`, `CONTRACT_SUSPECT`,
   * `CONTRACT_UNKNOWN`, `HOST_STACK`, `METHOD_NOT_PAYABLE`, `METHOD_UNKNOWN`, `SOURCE_EMPTY`,
   * `SOURCE_NOT_TEXT`, `SOURCE_TOO_LARGE`, `SOURCE_TOO_NESTED`, `TX_BALANCE`, `TX_GAS`, `TX_NO_CODE`,
   * `TX_UNKNOWN`, `VALUE_REFUSED`, `VALUE_TOO_DEEP`, `VALUE_TOO_LARGE`.
   */
  'contract trace': Trace
  /**
   * Shares a file: pins it here for other tabs and records it on the chain. Fails with `ADDRESS_BAD`,
   * `ADDRESS_UNKNOWN`, `AMOUNT_BAD`, `BALANCE_TOO_LOW`, `FILES_FULL`, `FILE_EMPTY`, `FILE_TOO_LARGE`,
   * `KEYS_UNREADABLE`, `NAME_UNKNOWN`, `POOL_BALANCE`, `POOL_FEE_LOW`, `POOL_FULL`, `POOL_NONCE_FAR`,
   * `POOL_NONCE_USED`, `POOL_REPLACEMENT_FEE`, `POOL_SENDER_FULL`, `POOL_TOO_LARGE`, `TEXT_BAD`, `TX_FILE`,
   * `TX_SCHEMA`, `WALLET_LOCKED`.
   */
  'file add': { cid: string; txId: string | null; size: number }
  /**
   * Shares a folder with its content under one CID: pins it here and records it on the chain. Fails with
   * `ADDRESS_BAD`, `ADDRESS_UNKNOWN`, `AMOUNT_BAD`, `BALANCE_TOO_LOW`, `FILES_FULL`, `FILE_EMPTY`,
   * `FILE_TOO_LARGE`, `KEYS_UNREADABLE`, `NAME_UNKNOWN`, `PATH_BAD`, `POOL_BALANCE`, `POOL_FEE_LOW`,
   * `POOL_FULL`, `POOL_NONCE_FAR`, `POOL_NONCE_USED`, `POOL_REPLACEMENT_FEE`, `POOL_SENDER_FULL`,
   * `POOL_TOO_LARGE`, `TEXT_BAD`, `TX_FILE`, `TX_SCHEMA`, `WALLET_LOCKED`.
   */
  'file add-folder': { cid: string; txId: string | null; size: number }
  /**
   * Shows the content of a folder in this tab, or of a path in it. Fails with `CID_BAD`, `FILE_NOT_HERE`,
   * `FILE_NO_ENTRY`, `FILE_UNSUPPORTED`, `PATH_BAD`.
   */
  'file entry': FileEntry
  /**
   * Returns the content of a file, fetched from other tabs if it is not here. Fails with `CID_BAD`,
   * `FILES_FULL`, `FILE_DROPPED`, `FILE_TOO_LARGE`, `FILE_UNAVAILABLE`, `FILE_UNSUPPORTED`.
   */
  'file get': { bytes: Uint8Array; name: string; type: string }
  /**
   * Fetches a file and keeps it in this tab. Fails with `CID_BAD`, `FILES_FULL`, `FILE_DROPPED`,
   * `FILE_TOO_LARGE`, `FILE_UNAVAILABLE`, `FILE_UNSUPPORTED`.
   */
  'file fetch': File
  /**
   * Returns a part of a file in this tab. Fails with `CID_BAD`, `FILE_NOT_HERE`, `FILE_NO_ENTRY`,
   * `FILE_UNSUPPORTED`, `PATH_BAD`, `RANGE_BAD`.
   */
  'file read': { bytes: Uint8Array; size: number }
  /** Lists recorded files, newest first, then those that are only in this tab. */
  'file list': File[]
  /** Shows what this node knows about a file. Fails with `CID_BAD`, `FILE_UNKNOWN`. */
  'file show': File
  /**
   * Pins a file, so that this tab keeps it until you unpin it; fetches it if it is not here. Fails with
   * `CID_BAD`, `FILES_FULL`.
   */
  'file pin': File
  /**
   * Unpins a file, so that this tab may remove it when it needs the space. Fails with `CID_BAD`,
   * `FILES_FULL`.
   */
  'file unpin': File
  /** Removes a file from this tab, or cancels its fetch. Fails with `CID_BAD`, `FILE_NOT_HERE`. */
  'file drop': { cid: string; freedBytes: number }
  /** Lists the tabs that have or had a file, the last seen first. Fails with `CID_BAD`. */
  'file providers': FileHolder[]
  /** Shows how much space files take and may take, or changes the quota. */
  'file quota': FileQuota
  /** Exports a file as a CAR, which IPFS tools can read. Fails with `CID_BAD`, `FILE_NOT_HERE`. */
  'file export': { bytes: Uint8Array; name: string }
  /**
   * Imports a file from a CAR and pins it. Fails with `CAR_BAD`, `FILES_FULL`, `FILE_EMPTY`,
   * `FILE_TOO_LARGE`, `FILE_UNSUPPORTED`, `TEXT_BAD`, `TX_FILE`.
   */
  'file import': { cid: string; size: number }
  /**
   * Shows or changes whether files are also fetched from the public IPFS. Fails with `MULTIADDR_BAD`,
   * `PUBLIC_FAILED`, `URL_BAD`.
   */
  'file public': PublicIpfs
  /**
   * Records on the chain that you share a file; its bytes stay where they are. Fails with `ADDRESS_BAD`,
   * `ADDRESS_UNKNOWN`, `AMOUNT_BAD`, `BALANCE_TOO_LOW`, `CID_BAD`, `KEYS_UNREADABLE`, `NAME_UNKNOWN`,
   * `POOL_BALANCE`, `POOL_FEE_LOW`, `POOL_FULL`, `POOL_NONCE_FAR`, `POOL_NONCE_USED`, `POOL_REPLACEMENT_FEE`,
   * `POOL_SENDER_FULL`, `POOL_TOO_LARGE`, `TEXT_BAD`, `TX_FILE`, `TX_SCHEMA`, `WALLET_LOCKED`.
   */
  'file record': Sent
  /** Mines while transactions are pending. */
  'mine start': Mining
  /** Stops mining. */
  'mine stop': Mining
  /** Mines one block, even without pending transactions, and shows it. */
  'mine once': Block
  /**
   * Stakes coins, with which this tab takes turns to produce blocks. Fails with `ADDRESS_BAD`,
   * `ADDRESS_UNKNOWN`, `AMOUNT_BAD`, `AMOUNT_ZERO`, `BALANCE_TOO_LOW`, `KEYS_UNREADABLE`, `NAME_UNKNOWN`,
   * `OVERFLOW`, `POOL_BALANCE`, `POOL_FEE_LOW`, `POOL_FULL`, `POOL_NONCE_FAR`, `POOL_NONCE_USED`,
   * `POOL_REPLACEMENT_FEE`, `POOL_SENDER_FULL`, `POOL_TOO_LARGE`, `STAKE_TOO_LARGE`, `STAKE_TOO_SMALL`,
   * `STAKE_UNSETTLED`, `TX_KIND_ELSEWHERE`, `TX_SCHEMA`, `WALLET_LOCKED`.
   */
  stake: Sent
  /**
   * Withdraws coins from a stake; they are returned after the unbonding time. Fails with `ADDRESS_BAD`,
   * `ADDRESS_UNKNOWN`, `AMOUNT_BAD`, `AMOUNT_ZERO`, `BALANCE_TOO_LOW`, `KEYS_UNREADABLE`, `NAME_UNKNOWN`,
   * `POOL_BALANCE`, `POOL_FEE_LOW`, `POOL_FULL`, `POOL_NONCE_FAR`, `POOL_NONCE_USED`, `POOL_REPLACEMENT_FEE`,
   * `POOL_SENDER_FULL`, `POOL_TOO_LARGE`, `STAKE_NOT_HELD`, `STAKE_TOO_LARGE`, `STAKE_TOO_SMALL`,
   * `STAKE_UNSETTLED`, `TX_KIND_ELSEWHERE`, `TX_SCHEMA`, `WALLET_LOCKED`.
   */
  unstake: Sent
  /** Shows the stakes, and how much of each counts now. Fails with `TX_KIND_ELSEWHERE`. */
  stakes: Stakes
  /**
   * Adds an authority, which may produce blocks; only the admin can. Fails with `ADDRESS_BAD`,
   * `ADDRESS_INSECURE`, `ADDRESS_UNKNOWN`, `AMOUNT_BAD`, `AUTHORITY_KNOWN`, `AUTHORITY_LAST`,
   * `AUTHORITY_NOT_ADMIN`, `AUTHORITY_TOO_MANY`, `AUTHORITY_UNKNOWN`, `AUTHORITY_UNSETTLED`,
   * `BALANCE_TOO_LOW`, `KEYS_UNREADABLE`, `NAME_UNKNOWN`, `POOL_BALANCE`, `POOL_FEE_LOW`, `POOL_FULL`,
   * `POOL_NONCE_FAR`, `POOL_NONCE_USED`, `POOL_REPLACEMENT_FEE`, `POOL_SENDER_FULL`, `POOL_TOO_LARGE`,
   * `TX_KIND_ELSEWHERE`, `TX_SCHEMA`, `WALLET_LOCKED`.
   */
  'authority add': Sent
  /**
   * Removes an authority; only the admin can. Fails with `ADDRESS_BAD`, `ADDRESS_INSECURE`,
   * `ADDRESS_UNKNOWN`, `AMOUNT_BAD`, `AUTHORITY_KNOWN`, `AUTHORITY_LAST`, `AUTHORITY_NOT_ADMIN`,
   * `AUTHORITY_TOO_MANY`, `AUTHORITY_UNKNOWN`, `AUTHORITY_UNSETTLED`, `BALANCE_TOO_LOW`, `KEYS_UNREADABLE`,
   * `NAME_UNKNOWN`, `POOL_BALANCE`, `POOL_FEE_LOW`, `POOL_FULL`, `POOL_NONCE_FAR`, `POOL_NONCE_USED`,
   * `POOL_REPLACEMENT_FEE`, `POOL_SENDER_FULL`, `POOL_TOO_LARGE`, `TX_KIND_ELSEWHERE`, `TX_SCHEMA`,
   * `WALLET_LOCKED`.
   */
  'authority remove': Sent
  /**
   * Transfers the admin’s rights; only the admin can. Fails with `ADDRESS_BAD`, `ADDRESS_INSECURE`,
   * `ADDRESS_UNKNOWN`, `AMOUNT_BAD`, `AUTHORITY_KNOWN`, `AUTHORITY_LAST`, `AUTHORITY_NOT_ADMIN`,
   * `AUTHORITY_TOO_MANY`, `AUTHORITY_UNKNOWN`, `AUTHORITY_UNSETTLED`, `BALANCE_TOO_LOW`, `KEYS_UNREADABLE`,
   * `NAME_UNKNOWN`, `POOL_BALANCE`, `POOL_FEE_LOW`, `POOL_FULL`, `POOL_NONCE_FAR`, `POOL_NONCE_USED`,
   * `POOL_REPLACEMENT_FEE`, `POOL_SENDER_FULL`, `POOL_TOO_LARGE`, `TX_KIND_ELSEWHERE`, `TX_SCHEMA`,
   * `WALLET_LOCKED`.
   */
  'authority admin': Sent
  /**
   * Shows the admin, and the authorities in the order of their turns with the next one. Fails with
   * `TX_KIND_ELSEWHERE`.
   */
  'authority list': Authorities
  /** Lists the linked tabs. */
  peers: Peer[]
  /**
   * Opens a link to a tab. Fails with `DESCRIPTION_BAD`, `DIAL_BLOCKED`, `DIAL_FAILED`, `DIAL_NAMES`,
   * `DIAL_TIMEOUT`, `ICE_SERVER`, `LINKS_TOO_MANY`, `LOCAL_NETWORK_DENIED`, `MEMBERS_SILENT`,
   * `NETWORK_NOT_RUNNING`, `PEER_GONE`, `PEER_ID_BAD`, `PEER_IS_SELF`, `PEER_REFUSED`, `PEER_UNAVAILABLE`,
   * `PEER_WRONG`, `SIGNALING_OFFLINE`.
   */
  'peer connect': Peer
  /** Closes the link to a tab. Fails with `PEER_ID_BAD`, `PEER_UNKNOWN`. */
  'peer disconnect': { peerId: string }
  /**
   * Closes the link to a tab and refuses new ones from it for a while. Fails with `PEER_ID_BAD`,
   * `PEER_IS_SELF`.
   */
  'peer ban': { peerId: string }
  /** Lists the known tabs, linked or not. */
  'peer known': KnownPeer[]
  /**
   * Step 1 of linking two tabs without a server: makes an offer, which another tab reads with `link accept`.
   * Fails with `DESCRIPTION_BAD`, `DIAL_BLOCKED`, `DIAL_FAILED`, `DIAL_NAMES`, `DIAL_TIMEOUT`, `ICE_SERVER`,
   * `LINKS_TOO_MANY`, `LOCAL_NETWORK_DENIED`, `MEMBERS_SILENT`, `NETWORK_NOT_RUNNING`, `PEER_GONE`,
   * `PEER_REFUSED`, `PEER_UNAVAILABLE`, `PEER_WRONG`, `SIGNALING_OFFLINE`.
   */
  'link offer': LinkOffer
  /**
   * Step 2: reads the offer of another tab and answers it. Fails with `DIAL_FAILED`, `INVITE_GENESIS`,
   * `LINKS_TOO_MANY`, `LINK_DUPLICATE`, `LINK_TEXT_CHANGED`, `LINK_TEXT_CUT`, `LINK_TEXT_FORGED`,
   * `LINK_TEXT_MALFORMED`, `LINK_TEXT_VERSION`, `OFFER_EXPECTED`, `OFFER_EXPIRED`, `OFFER_OWN`.
   */
  'link accept': LinkAnswer
  /**
   * Step 3: the tab that made the offer reads the answer, which opens the link. Fails with `ANSWER_EXPECTED`,
   * `ANSWER_OTHER_NETWORK`, `ANSWER_OTHER_OFFER`, `DESCRIPTION_BAD`, `DIAL_BLOCKED`, `DIAL_FAILED`,
   * `DIAL_NAMES`, `DIAL_TIMEOUT`, `ICE_SERVER`, `INVITE_GENESIS`, `LINKS_TOO_MANY`, `LINK_TEXT_CHANGED`,
   * `LINK_TEXT_CUT`, `LINK_TEXT_FORGED`, `LINK_TEXT_MALFORMED`, `LINK_TEXT_VERSION`, `LOCAL_NETWORK_DENIED`,
   * `MEMBERS_SILENT`, `NETWORK_NOT_RUNNING`, `OFFER_EXPIRED`, `PEER_GONE`, `PEER_REFUSED`,
   * `PEER_UNAVAILABLE`, `PEER_WRONG`, `SIGNALING_OFFLINE`.
   */
  'link complete': Peer
  /** Creates an invite, with which another tab joins this network: links, and a code for some minutes. */
  invite: Invite
  /**
   * Connects to the tab that created an invite (a link or a code); if it is of another network, opens it.
   * Fails with `INVITE_CHECKSUM`, `INVITE_CODE_EXPIRED`, `INVITE_CODE_UNKNOWN`, `INVITE_GENESIS`,
   * `INVITE_MALFORMED`, `INVITE_NETWORK_UNKNOWN`, `INVITE_PEER`, `INVITE_SERVER`, `INVITE_SIGNALING`,
   * `INVITE_TRIES`, `INVITE_TRUNCATED`, `INVITE_VERSION`.
   */
  join: Join
  /**
   * Founds a network of your own; `network switch` opens it. Fails with `ADDRESS_BAD`, `AMOUNT_BAD`,
   * `GENESIS_BAD`.
   */
  'network create': Network
  /** Lists the networks that you founded or joined, the running one first. */
  'network list': Network[]
  /** Shows the running network with all its parameters. */
  'network show': Network & { parameters: NetworkParameters }
  /** Opens another of your networks in this tab. Fails with `NETWORK_AMBIGUOUS`, `NETWORK_UNKNOWN`. */
  'network switch': Network
  /** Lists the attacks that this tab can try, and their expected outcomes. Fails with `LAB_OFF`. */
  'lab attacks': LabAttackInfo[]
  /**
   * Attacks the network, and shows what the other tabs in the laboratory answered. Fails with
   * `ATTACK_ELSEWHERE`, `ATTACK_UNKNOWN`, `DESCRIPTION_BAD`, `DIAL_BLOCKED`, `DIAL_FAILED`, `DIAL_NAMES`,
   * `DIAL_TIMEOUT`, `ICE_SERVER`, `LAB_BUSY`, `LAB_FAILED`, `LAB_NEEDS`, `LAB_OFF`, `LINKS_TOO_MANY`,
   * `LOCAL_NETWORK_DENIED`, `MEMBERS_SILENT`, `NETWORK_NOT_RUNNING`, `PEER_GONE`, `PEER_REFUSED`,
   * `PEER_TIMEOUT`, `PEER_UNAVAILABLE`, `PEER_WRONG`, `SIGNALING_OFFLINE`.
   */
  'lab attack': LabAttackResult
  /**
   * Starts or stops payments and contract calls, each sent to some of the peers. Fails with `LAB_NEEDS`,
   * `LAB_OFF`.
   */
  'lab traffic': LabTraffic
  /** Shows the tabs in the laboratory, the running attack, and the traffic. Fails with `LAB_OFF`. */
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
  /** The number of this tab's profile, from 0. */
  profile: number
  signaling: 'connecting' | 'online' | 'offline'
  /** The URL of the signaling server in use, or of the one that was tried last. */
  signalingServer: string | null
  fault: { code: string; message: string } | null
}

/** The settings of a profile. */
export interface Config {
  /** Does it produce blocks, and also without pending transactions? */
  producing: boolean
  keepMining: boolean
  threads: number
}

export interface Doctor {
  checks: { name: string; ok: boolean; detail: string }[]
}

/** An own address with its name. */
export interface NamedAddress {
  name: string
  address: string
}

export interface OwnAddress extends NamedAddress {
  balance: string
  pending: string
  stake: string
}

/** Whether the wallet has a password, and whether it is locked now. */
export interface WalletProtection {
  encrypted: boolean
  locked: boolean
}

/** The result of a call that sends a transaction. */
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
  /** The most that its sender offers. */
  feeOffered: string
  /** The fee that was taken, once it is in a block. */
  feePaid: string | null
  nonce: number
  memo: string
  /** Other fields of the payload. */
  detail: Record<string, string>
  timestamp: number
  blockHeight: number | null
  blockId: string | null
  receipt: Receipt | null
  /** Why it was dropped or failed, or why this tab’s mempool has no room for it yet. */
  reason: string | null
  /**
   * Only of `tx` and `block`, with proof of work: how long the whole network's power would need to undo it.
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
  /** On the main chain, with proof of work: how long the whole network's power would need to undo it. */
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

/** A search result, with the id, height or address that leads to it. */
export type Hit =
  | { type: 'block'; id: string; height: number }
  | { type: 'transaction'; id: string; status: string }
  | { type: 'address'; address: string; name: string | null }
  | { type: 'peer'; peerId: string }

export interface Proof {
  /** A proven statement: its kind and its fields. */
  statement: Statement
  /** The header to trust; the proof needs nothing else. */
  header: { id: string; height: number; bytes: string }
  /** Hex. */
  proof: string
}

export interface ProofCheck {
  holds: boolean
  /** The proven statement, if the proof is valid. */
  statement: Statement | null
  /** Why the proof is not valid. */
  reason: string | null
}

export interface Fork {
  tip: string
  height: number
  totalWeight: string
  main: boolean
  /** The height at which it leaves the main chain; for the main chain its tip. */
  forkHeight: number
  invalid: boolean
}

export interface Simulation {
  ok: boolean
  /** What it returned; null if it failed. */
  value: unknown
  /** The gas of the whole transaction. */
  gas: string
  events: { source: string; name: string; data: string[] }[]
  /**
   * The changes of the state by the code, without fee, nonce and the coins sent; keys and values in hex, null
   * for a deleted entry.
   */
  changes: { key: string; value: string | null }[]
  /** Hash of the changes, for the `expected` of a call. */
  expected: string
  /**
   * The default gas limit and fee of the transaction: the gas used and some more, and the lowest fee that
   * nodes relay.
   */
  gasLimit: string
  fee: string
  /** `line` is the line of the source, from 1; 0 if it is unknown. */
  error: { code: string; message: string; line: number } | null
}

export interface Rehearsal {
  /**
   * The outcome of deploying `source`. If it failed, there are no steps, and there are methods only if `init`
   * failed.
   */
  deployment: Outcome | null
  address: string
  abi: Method[]
  steps: Outcome[]
  /** State after the last step. */
  state: Record<string, unknown>
  maps: Record<string, number>
  balance: string
}

/** A contract in a list. */
export interface ContractSummary {
  address: string
  /** The name of its class, which is not unique; '' if it has none. */
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
  /** The number of keys of each map. */
  maps: Record<string, number>
  code: string
  /** Base units. */
  balance: string
}

export interface ContractMap {
  /** Entries in the whole map. */
  count: number
  entries: { key: unknown; value: unknown }[]
}

export interface ContractEvent {
  txId: string
  blockHeight: number
  /** Id of the transaction. */
  timestamp: number
  /** Index of the event in the receipt. */
  index: number
  name: string
  data: string
  indexed: string[]
}

/** A draft of a contract, stored in this profile and not on the chain. */
export interface Draft {
  id: string
  name: string
  source: string
  savedAt: number
}

/** The trace of a call, statement by statement. */
export interface Trace {
  ok: boolean
  /** What it returned. */
  value: unknown | null
  /** `line` is 0 if it is unknown. */
  error: { code: string; message: string; line: number } | null
  contract: string
  source: string
  /** `init` for a deployment. */
  method: string
  /** The state that it ran on: that before it in its block, or the tip's. */
  onState: 'before' | 'tip'
  /**
   * Fields of the contract's `this.state` before the call, and when it ended or failed (before a failure
   * undoes them).
   */
  before: Record<string, unknown>
  after: Record<string, unknown>
  steps: TraceStep[]
  /** Changes of the contract's state after the last step. */
  ending: TraceChange[]
  /** The number of steps left out after the first ones. */
  skipped: number
  total: number
  /** Why the steps end before the call: there were too many, or the gas ran out. */
  stopped: 'STEPS' | 'GAS' | null
  /** Addresses of other contracts that ran. */
  others: { contract: string; source: string }[]
}

/** The file or folder at a path. */
export type FileEntry =
  | { type: 'file'; cid: string; sizeBytes: number }
  | {
      type: 'folder'
      cid: string
      /** Folders first, then files, by name. Names are the author's and unchecked. */
      entries: { name: string; cid: string; type: 'file' | 'folder'; sizeBytes: number }[]
      /** True if the list is not complete. */
      more: boolean
    }

export interface File {
  cid: string
  name: string
  mediaType: string
  note: string
  /** From its record, or as this tab found it if there is none. */
  sizeBytes: number
  /** The address, transaction and block of its first record; null if there is none. */
  author: string | null
  txId: string | null
  blockHeight: number | null
  recordedAt: number | null
  /**
   * `held`: this tab has all of it. `fetching`: it is being fetched. `waiting`: no peer has the missing
   * blocks now, see `problem`. `absent`: it is neither here nor being fetched.
   */
  state: 'held' | 'fetching' | 'waiting' | 'absent'
  /** Bytes of the file in this tab. */
  doneBytes: number
  bytesPerSecond: number
  pinned: boolean
  /** Tabs that have all of it now, with this one; the network keeps `FileQuotaResult.replicas` copies. */
  replicas: number
  problem: { code: string; message: string } | null
}

export interface FileHolder {
  peerId: string
  self: boolean
  linked: boolean
  /** Does it have the file now, as far as this tab knows? */
  now: boolean
  lastSeen: number
}

export interface FileQuota {
  quotaBytes: number
  usedBytes: number
  /** Used bytes that are never removed automatically. */
  pinnedBytes: number
  files: number
  /** The number of tabs that should have each recorded file. */
  replicas: number
}

export interface PublicIpfs {
  on: boolean
  /** Trustless HTTP gateways, which serve blocks. */
  gateways: string[]
  /** Delegated routing servers, which find the providers of a file. */
  routers: string[]
  /** Multiaddrs of IPFS nodes to connect to by WebSocket. */
  peers: string[]
  /** The connected ones. */
  reached: string[]
}

export interface Mining {
  mining: boolean
  keepMining: boolean
  /** Why no block is produced now although production is on; null if nothing prevents it. */
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
  /** The number of stakers with less that are not listed; absent if the list is complete. */
  more?: number
  waiting: WaitingBlocks
}

export interface Authorities {
  admin: string
  authorities: string[]
  /** The authority whose turn is next. */
  next: string
  /** Authorities without any of the latest blocks that are not final; empty if all blocks are final. */
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
  /** A TURN server carries the link, because the two tabs cannot reach each other. */
  relayed: boolean
  route: string
  since: number
}

export interface KnownPeer {
  peerId: string
  lastSeen: number
  failures: number
  nextTry: number
  banned: boolean
  /** The code of the last failed dial, or null if a link opened since. */
  failure: string | null
}

/** An offer of a link, for people to carry to another tab. */
export interface LinkOffer {
  /** For a chat or a file. */
  offer: string
  /** The texts of its QR codes, to be shown one after the other. */
  codes: readonly string[]
  expires: number
}

/** An offer as it was read, and this tab's answer. */
export interface LinkAnswer {
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

/** An invite to the running network; `link` and `fullLink` are those of the first address. */
export interface Invite {
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
export interface Join {
  networkId: string
  name: string
  /** The peer that invites; null if the invite names none. */
  peerId: string | null
  /** Is it the running network? */
  sameNetwork: boolean
  /** Opens it in a tab. */
  link: string
}

export interface Network {
  id: string
  name: string
  symbol: string
  consensus: string
  /** Is it the running network? */
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
  /** One sentence. */
  what: string
  /** The expected outcome in words. */
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
  /** The peer id that sent them. */
  attacker: string
  expected: LabExpectation
  verdicts: LabVerdict[]
  /** All honest tabs had one tip and one state root in the end. */
  agreed: boolean
  height: number
  stateRoot: string
  /** Every honest tab answered as expected, they agree, and nothing else went wrong. */
  held: boolean
  /** Problems and remarks. */
  notes: string[]
  milliseconds: number
}

export interface LabTraffic {
  running: boolean
  /** The requested rate, in transactions per second. */
  rate: number
  sent: number
  confirmed: number
  waiting: number
  /** In no block after two minutes, or dropped. */
  lost: number
  /** Not sent, because too many are pending. */
  heldBack: number
  /** The reason why nothing is sent, such as an empty wallet. */
  problem: string | null
  /** From sending until the last tab has it. */
  propagation: LabWaits
  /** From sending until it is in a block. */
  confirmation: LabWaits
  samples: LabTrafficSample[]
}

export interface LabStatus {
  /** The running attack, if there is one. */
  attack: string | null
  /** Linked tabs in the laboratory, which report what they see. */
  observers: string[]
  /** All linked tabs. */
  linked: number
  traffic: LabTraffic
}

/** A command in a list. */
export interface HelpEntry {
  usage: string
  summary: string
}

/** The full help of one command. */
export interface HelpPage extends HelpEntry {
  arguments: { name: string; required: boolean; summary: string }[]
  options: { name: string; usage: string; summary: string }[]
}

/**
 * The data of each type of event that the node logs: plain JSON, ids as hex, no amounts. `from` and `peerId`
 * name a peer; `from` is `self` for this tab. An event is a fact about the past: nothing waits for it, and
 * nothing is lost without a listener.
 */
export interface EventData {
  /** The tip moved forward by `blocks`, of which `id` is the last. */
  'block-imported': { id: string; height: number; blocks: number; transactions: number }
  /** The tip moved to another branch: `reverted` blocks were undone and `connected` applied. */
  reorganised: { id: string; height: number; reverted: number; connected: number; transactions: number }
  /** A valid block arrived that is not on the main chain. */
  'block-forked': { id: string; height: number; from: string }
  /** A peer sent a block that broke the rule `code`. */
  'block-rejected': { peerId: string; id?: string; height?: number } & Reason
  /** This tab refused a chain that would undo final blocks, even if it is heavier. */
  'reorganisation-refused': { peerId: string; id: string; height: number; finalHeight: number }
  /**
   * From `height` on the network has rules that this app does not know: it neither produces nor validates
   * blocks.
   */
  outdated: { height: number; version: number }
  /**
   * A bug kept this app from validating data of a peer. The data stays unchecked, the node keeps running, and
   * the peer is not penalised. `stack` is for a bug report; it names places in the app and has no personal
   * data.
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
   * The network is `blocks` ahead, on a block that a bug keeps this app from validating: it stops producing
   * blocks and has to be updated.
   */
  'left-behind': { height: number; blocks: number }
  /** Somebody signed two blocks for one turn; `txId` is the transaction that reports it. */
  'double-signing': { offender: string; first: string; second: string; txId: string }
  /** This tab produced the block. */
  mined: { id: string; height: number; transactions: number }
  /** Block production failed. */
  'mining-fault': { message: string }

  /** A transaction entered the mempool. */
  'tx-received': { id: string; kind: string; from: string }
  /** A transaction left the mempool without a block. */
  'tx-dropped': { id: string; reason: string }

  /** A link to a tab was opened. */
  'peer-joined': { peerId: string; route: string }
  /** A link to a tab ended. */
  'peer-left': { peerId: string; route: string; reason?: string }
  /** A link was refused: too many links, a ban, another network or version. */
  'peer-refused': { peerId: string } & Reason
  /** A peer broke a rule; `score` is its remaining score. */
  'peer-penalised': { peerId: string; penalty: number; score: number } & Reason
  /** A peer was banned for a while. */
  'peer-banned': { peerId: string; reason: string }
  /** A channel from another tab was refused: too many links, a ban, or a link that exists already. */
  'link-refused': { peerId: string; code: string }
  /** The other end did not prove its identity, or not in time. */
  'link-failed': { peerId: string; reason: string }
  /** A link closed before it was ready. */
  'link-closed': { peerId: string; reason: string }
  /** The request for peers from the signaling server failed. */
  'introductions-failed': { reason: string }
  /** The tab was asleep or its internet connection changed: it checks every link. */
  wake: { reason: string }
  /** A link could not be opened. */
  'dial-failed': { peerId: string; route?: string } & Reason
  /** One link was replaced by a random new one, so that the mesh keeps mixing. */
  rotation: { dropped: string; dialled: string }
  /** The connection to the signaling server changed. */
  signaling: { status: 'connecting' | 'online' | 'offline'; server?: string; reason?: string }

  /** This tab started to fetch blocks from a peer; `from` and `to` are heights. */
  'sync-started': { peerId: string; from: number; to: number }
  /** So many headers are valid; this tab now fetches their bodies. */
  'sync-headers': { peerId: string; checked: number }
  /** This tab has all blocks of the peer. */
  'sync-finished': { peerId: string; from: number; to: number }
  /** Fetching blocks from a peer failed; another peer is asked. */
  'sync-failed': { peerId: string; reason: string }

  /** This tab has all of a file: `from` is `self` if it was added here, `network` if it was fetched. */
  'file-kept': { cid: string; name: string; sizeBytes: number; from: 'self' | 'network' }
  /** A fetch stopped; it continues when a peer has the file. */
  'file-unavailable': { cid: string; name: string } & Reason
  /** A file was removed from this tab. */
  'file-removed': { cid: string; name: string; reason: string }
  /**
   * This tab hung while it ran these contracts (hashes of their sources) and was restarted; it does not run
   * them again.
   */
  'contracts-suspect': { sources: string[] }
  /**
   * A gateway or a node of the public IPFS sent wrong bytes; they were discarded, and it is not asked again.
   */
  'file-source-refused': { source: string }

  /** The database failed; nothing is written until it works again. */
  'storage-fault': Reason
  /** The database works again. */
  'storage-recovered': Record<never, never>
}

export interface Receipt {
  status: 'applied' | 'failed'
  fee: string
  gas: string
  code: string
  /** The message of code that failed, with its line. */
  message: string
  /** The encoded return value of the code, in hex; null if no code ran. */
  result: string | null
  events: { source: string; name: string; data: string[] }[]
  /** Changed entries of the state: key and new value in hex; null for a deleted entry. */
  changes: { key: string; value: string | null }[]
}

/** A statement about the chain that is proven for anyone who trusts a header. */
export type Statement =
  | { type: 'account'; address: string; balance: string; nonce: number }
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

export interface Outcome {
  ok: boolean
  /** What it returned; null if it failed. */
  value: unknown
  gas: string
  events: { source: string; name: string; data: string[] }[]
  /** Like {@link ContractSimulateResult.changes}. */
  changes: { key: string; value: string | null }[]
  /** Like {@link ContractSimulateResult.error}. */
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
  /** Its number among all steps, from 0; steps between the first and the last ones are left out. */
  index: number
  contract: string
  /** Line of the contract's source, from 1. */
  line: number
  /** The innermost first. */
  stack: TraceFrame[]
  /** Variables in scope, innermost first, with their values as short text. */
  locals: { name: string; value: string }[]
  /** Changes of the contract's state since its previous listed step. */
  changes: TraceChange[]
}

/**
 * A field of `this.state`, or an entry of a map such as `votes["tab1…"]`; values are short text, or null if
 * there is none.
 */
export interface TraceChange {
  name: string
  /** When the call began. */
  before: string | null
  now: string | null
}

/** Blocks that become final once a majority has signed on them, and the latest signers. */
export interface WaitingBlocks {
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

/** An address at which the app is opened, and the links with it. */
export interface InviteAddress {
  /** The app; ends with a slash. */
  url: string
  /** The short link, which needs the server; the full one if the server does not know the network. */
  link: string
  /** A link that contains the network, for a server that does not know it. */
  fullLink: string
}

/** The expected verdict of honest tabs. */
export interface LabExpectation {
  /** The code of the rule, the obstacle or the failure; empty if there is none. */
  rule: string
  /** Other accepted codes, if a block may arrive in between; absent if there are none. */
  or?: string[]
  verdict: LabVerdictWord
  /** Was the attacker's link closed, or the attacker banned? */
  cutOff: boolean
}

/** The verdict of one honest tab. */
export interface LabVerdict extends Omit<LabExpectation, 'or'> {
  peerId: string
  score: number
  message: string
  /** Is it the expected one? */
  ok: boolean
}

/** Durations of the latest transactions. */
export interface LabWaits {
  medianMs: number | null
  slowestMs: number | null
}

/** One second of traffic. */
export interface LabTrafficSample {
  time: number
  sent: number
  confirmed: number
  waiting: number
  propagationMs: number | null
  confirmationMs: number | null
}

/** The code and the message of a broken rule, a fault or a refusal. */
export interface Reason {
  code: string
  message: string
}

/** A function on the stack; `contract` is the address of its code. */
export interface TraceFrame {
  /** Empty if the function has no name. */
  name: string
  line: number
  contract: string
}

/**
 * The verdict of peers on an attack. `failed`: its transaction is on the chain and failed. `none`: they
 * accepted the messages without a verdict. `unreached`: they received no message.
 */
export type LabVerdictWord = 'valid' | 'invalid' | 'unchecked' | 'failed' | 'none' | 'unreached'
