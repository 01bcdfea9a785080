import type { Failure, Result } from '#lib/result.ts'
import type {
  ContractCallRequest,
  ContractEventResult,
  ContractEventsRequest,
  ContractMapRequest,
  ContractMapResult,
  ContractRehearsalRequest,
  ContractRehearsalResult,
  ContractResult,
  ContractSimulateRequest,
  ContractSimulateResult,
  ContractSummary,
  ContractValue,
  DraftResult,
  TemplateResult,
} from './contract-results.ts'
import type {
  FileEntryResult,
  FileHolderResult,
  FileQuotaResult,
  FileResult,
  PublicIpfsResult,
} from './file-results.ts'
import type { LabAttackInfo, LabAttackResult, LabStatusResult, LabTraffic } from './lab-results.ts'
import type { NetworkParameters, NetworkRequest } from './network-request.ts'
import type {
  AddressResult,
  AuthoritiesResult,
  BlockResult,
  BlockSummary,
  ConfigResult,
  DoctorResult,
  EventResult,
  ForkResult,
  KnownPeerResult,
  MempoolResult,
  MiningResult,
  NetworkResult,
  PeerResult,
  ProofCheckResult,
  ProofResult,
  StakesResult,
  StatusResult,
  TxResult,
  WalletProtection,
} from './results.ts'
import type { ContractTraceRequest, ContractTraceResult } from './trace-result.ts'

/**
 * Everything that a person, a button or a script can ask of the node: each call's arguments and result, both structured-cloneable.
 * A call resolves to a `Result` and never rejects; one that waits when the worker dies resolves to `NODE_GONE`. Amounts are base units.
 */
export interface Calls {
  status: { args: Record<never, never>; result: StatusResult }

  addressNew: { args: { name: string }; result: { name: string; address: string } }
  addressList: { args: Record<never, never>; result: AddressResult[] }
  addressRename: { args: { name: string; to: string }; result: { name: string; address: string } }
  addressExport: { args: { name: string }; result: { pem: string } }
  addressImport: { args: { name: string; pem: string }; result: { name: string; address: string } }
  walletPhrase: { args: Record<never, never>; result: { phrase: string } }
  /** A password closes the phrase and the imported keys from now on. While the wallet is locked, what needs a key fails with `WALLET_LOCKED`. */
  walletEncrypt: { args: { password: string }; result: WalletProtection }
  walletLock: { args: Record<never, never>; result: WalletProtection }
  walletUnlock: { args: { password: string }; result: WalletProtection }
  /** Phrase and imported keys as a file under a password of its own. */
  walletBackup: { args: { password: string }; result: { file: Blob; name: string } }
  /** Brings addresses back, from a phrase or from a backup and its password. Those that are here stay. */
  walletRestore: {
    args: { phrase?: string; backup?: Blob; password?: string }
    result: { name: string; address: string }[]
  }

  /** `from` is an own address or its name, `to` an address or `burn`. `nonce` replaces a pending transaction. */
  send: {
    args: { from: string; to: string; amount: bigint; fee?: bigint; memo?: string; nonce?: number }
    result: { txId: string }
  }
  /** Proof of stake. Each fails with `TX_KIND_ELSEWHERE` on a network without stakes; fees are base units, the suggested one unless given. */
  stake: { args: { from: string; amount: bigint; fee?: bigint }; result: { txId: string } }
  unstake: { args: { from: string; amount: bigint; fee?: bigint }; result: { txId: string } }
  stakes: { args: Record<never, never>; result: StakesResult }
  /** Proof of authority, by the admin's address; `from` is the admin's own address or its name unless it is the only own one that may. */
  authorityChange: {
    args: { action: 'add' | 'remove' | 'admin'; address: string; from?: string; fee?: bigint }
    result: { txId: string }
  }
  authorityList: { args: Record<never, never>; result: AuthoritiesResult }
  /** Records that `from` shows a file with this CID; the bytes are not looked at. */
  fileRecord: {
    args: {
      from: string
      cid: string
      name: string
      sizeBytes: number
      mediaType?: string
      note?: string
      fee?: bigint
    }
    result: { txId: string }
  }
  /**
   * Imports a file, keeps it pinned and records it by `from` unless that address has recorded it already (`txId` is then the earlier record's) or
   * `record` is false. The bytes are streamed out of `file`; its row in the files' database shows the progress, and `signal` leaves nothing behind.
   */
  fileAdd: {
    args: {
      from: string
      file: Blob
      name: string
      mediaType?: string
      note?: string
      fee?: bigint
      record?: boolean
    }
    result: { cid: string; txId: string | null; sizeBytes: number }
  }
  /** As `fileAdd`, for a folder with all that is in it: one CID. `path` is below the folder, with slashes. */
  folderAdd: {
    args: {
      from: string
      name: string
      files: readonly { path: string; file: Blob }[]
      note?: string
      fee?: bigint
      record?: boolean
    }
    result: { cid: string; txId: string | null; sizeBytes: number }
  }
  /**
   * A whole file, fetched from other tabs if it is not here; resolves when all of it is. Fails with `FILE_UNAVAILABLE`, which says who held it when, as soon as
   * nothing more comes; what came so far stays, and the fetch goes on by itself when somebody has the file again.
   */
  fileGet: { args: { cid: string }; result: { blob: Blob; name: string; mediaType: string } }
  /** Fetches and keeps a file without handing it over. */
  fileFetch: { args: { cid: string }; result: FileResult }
  /** What is at a path of a folder that is here, or that it is a file. */
  fileEntry: { args: { cid: string; path?: string }; result: FileEntryResult }
  /** A part of a file that is here, for whoever streams it: at most `FILE_READ_BYTES` from `offset`, fewer at the end. With `path` of a file in a folder. */
  fileRead: {
    args: { cid: string; offset: number; length?: number; path?: string }
    result: { bytes: Uint8Array; sizeBytes: number }
  }
  /** Recorded files, the newest first, then those that are only kept here. */
  fileList: { args: { limit?: number }; result: FileResult[] }
  fileShow: { args: { cid: string }; result: FileResult }
  /** A pinned file is never removed by itself. Pinning one that is not here fetches it in the background. */
  filePin: { args: { cid: string; pinned: boolean }; result: FileResult }
  /** Removes a file from this tab, pinned or not, or ends its fetch. Its record and other tabs' copies stay. */
  fileDrop: { args: { cid: string }; result: { cid: string; freedBytes: number } }
  /** Who holds a file, or held it, the last seen first. */
  fileProviders: { args: { cid: string }; result: FileHolderResult[] }
  /** What files take here; `bytes` changes how much they may. */
  fileQuota: { args: { bytes?: number }; result: FileQuotaResult }
  /** A file as a CAR (version 1), which every IPFS tool reads. */
  fileExport: { args: { cid: string }; result: { car: Blob; name: string } }
  /** Takes the file of a CAR with one root, every block checked, and keeps it pinned. Nothing is recorded. */
  fileImport: {
    args: { car: Blob; name?: string; mediaType?: string }
    result: { cid: string; sizeBytes: number }
  }
  /** Whether files are also looked for in the public IPFS, and where. A list replaces the one before. */
  filePublic: {
    args: {
      on?: boolean
      gateways?: readonly string[]
      routers?: readonly string[]
      peers?: readonly string[]
    }
    result: PublicIpfsResult
  }

  /** Contracts to begin with, each with its source. */
  contractTemplates: { args: Record<never, never>; result: TemplateResult[] }
  /** Puts a contract on the chain and calls its `init` with `args`; `address` is where it will be. Gas limit and fee as for `contractCall`. */
  contractDeploy: {
    args: {
      from: string
      source: string
      args?: readonly unknown[]
      amount?: bigint
      gasLimit?: bigint
      fee?: bigint
    }
    result: { txId: string; address: string }
  }
  contractCall: { args: ContractCallRequest; result: { txId: string } }
  /** Asks a method that changes nothing, on the tip's state; `from` is who asks, the first own address unless given. */
  contractView: {
    args: { address: string; method: string; args?: readonly unknown[]; from?: string }
    result: { value: ContractValue; gas: bigint }
  }
  contractShow: { args: { address: string }; result: ContractResult }
  /** What a call or a deployment would do if it were the sender's next on the tip. Nothing is sent, and a failure of the code is a result. */
  contractSimulate: { args: ContractSimulateRequest; result: ContractSimulateResult }
  /** A deployment and calls, or calls alone, one after the other on a copy of the tip's state. */
  contractRehearse: { args: ContractRehearsalRequest; result: ContractRehearsalResult }
  /** By address; `after` is the last of the page before. */
  contractList: { args: { after?: string; limit?: number }; result: ContractSummary[] }
  contractMap: { args: ContractMapRequest; result: ContractMapResult }
  /** Newest first. */
  contractEvents: { args: ContractEventsRequest; result: ContractEventResult[] }

  /** Contracts that are being written, last saved first. */
  draftList: { args: Record<never, never>; result: DraftResult[] }
  /** Keeps a draft under its `id`; without one it is a new one. */
  draftSave: { args: { id?: string; name: string; source: string }; result: DraftResult }
  draftDelete: { args: { id: string }; result: { id: string } }
  /** Runs a call or a deployment again, statement by statement, with names and state before each. It takes some seconds at most. */
  contractTrace: { args: ContractTraceRequest; result: ContractTraceResult }

  /**
   * A proof, for who trusts one header, of a balance (address or own name), a transaction (id), a recorded file (CID) or an entry of the state
   * (its key as receipts show it, hex); `event` picks one of a transaction's.
   */
  chainProof: { args: { of: string; event?: number }; result: ProofResult }
  /** Does a proof hold for this header, given by its id if this node holds it, else by its bytes in hex? */
  chainCheck: { args: { proof: string; header: string }; result: ProofCheckResult }
  /** Applies the whole chain again from genesis, every rule and signature. */
  chainVerify: {
    args: Record<never, never>
    result: { height: number; blocks: number; transactions: number }
  }
  /** The main chain as a CAR (version 1): its root is the tip; the genesis header, then each block's header and body. */
  chainExport: { args: Record<never, never>; result: { car: Blob; height: number; name: string } }
  /** Takes the blocks of such a file as if a peer had sent them; `added` are those that this node had not. */
  chainImport: { args: { car: Blob }; result: { blocks: number; added: number; height: number } }
  /** The tips that this node knows, the main one first. */
  chainForks: { args: Record<never, never>; result: ForkResult[] }

  /** Founds a network and keeps it in this profile's list; `networkSwitch` opens it. */
  networkCreate: { args: NetworkRequest; result: NetworkResult }
  networkList: { args: Record<never, never>; result: NetworkResult[] }
  networkShow: { args: Record<never, never>; result: NetworkResult & { parameters: NetworkParameters } }
  /** The next start of this profile opens that network, by id or the beginning of one, or by name; the page reloads. */
  networkSwitch: { args: { id: string }; result: NetworkResult }

  /** Fails with `TX_UNKNOWN` when this node has not heard of it. */
  tx: { args: { id: string }; result: TxResult }
  /** `at` is a height or an id. Fails with `BLOCK_UNKNOWN` when this node holds none. */
  block: { args: { at: string }; result: BlockResult }
  blocks: { args: { from?: number; limit?: number }; result: BlockSummary[] }
  mempool: { args: Record<never, never>; result: MempoolResult }
  history: { args: { address: string; limit?: number }; result: TxResult[] }

  mineStart: { args: { threads?: number; keepMining?: boolean }; result: MiningResult }
  mineStop: { args: Record<never, never>; result: MiningResult }
  /** One block, even with no transaction waiting; resolves when it is on the chain. */
  mineOnce: { args: Record<never, never>; result: BlockResult }

  peers: { args: Record<never, never>; result: PeerResult[] }
  peerConnect: { args: { peerId: string }; result: PeerResult }
  peerDisconnect: { args: { peerId: string }; result: { peerId: string } }
  peerBan: { args: { peerId: string }; result: { peerId: string } }
  peerKnown: { args: Record<never, never>; result: KnownPeerResult[] }

  invite: { args: Record<never, never>; result: { link: string } }
  /** Checks an invite; another network takes effect by opening `link` in this tab, which the page does. */
  join: {
    args: { link: string }
    result: { networkId: string; name: string; peerId: string | null; sameNetwork: boolean; link: string }
  }
  events: { args: { limit?: number }; result: EventResult[] }
  /** What is set for this profile: all of it, or one; with a value it is changed. */
  config: { args: { key?: string; value?: string }; result: Partial<ConfigResult> }
  doctor: { args: Record<never, never>; result: DoctorResult }

  /** The laboratory: each fails with `LAB_OFF` in a tab that was not opened with `?lab`. */
  labAttacks: { args: Record<never, never>; result: LabAttackInfo[] }
  /** Really does it, on the wire, and asks the other tabs in the laboratory what they saw. One at a time. */
  labAttack: { args: { name: string }; result: LabAttackResult }
  /** Payments and contract calls of this tab's own, so many a second. */
  labTrafficStart: { args: { rate?: number }; result: LabTraffic }
  labTrafficStop: { args: Record<never, never>; result: LabTraffic }
  labStatus: { args: Record<never, never>; result: LabStatusResult }
  /**
   * Deletes this profile's chain (always fetchable again); with `keys` also the wallet. With `over` it goes over to a chain of peers that would undo what
   * is final here: own payments that only this chain has are offered again, and what was signed is remembered. The page reloads afterwards.
   */
  reset: { args: { keys?: boolean; over?: boolean }; result: { reset: true } }
  /** Lines that were typed in the terminal, kept in this profile, the oldest first; `clear` forgets them before `add` puts one more at the end. */
  terminalLines: { args: { add?: string; clear?: boolean }; result: string[] }
}

export type CallName = keyof Calls
export type CallArgs<Name extends CallName> = Calls[Name]['args']
export type CallResult<Name extends CallName> = Calls[Name]['result']

/** `code` is stable and UPPER_SNAKE; `message` names the field and the remedy. */
export type ApiFailure = Failure

/** The node as the page sees it. Implementations: in-thread (`api/local-api.ts`) and across a port (`api/port-client.ts`). */
export type NodeApi = {
  /** `signal` gives up waiting and lets the node stop the work; the call then resolves to `CANCELLED`. */
  readonly [Name in CallName]: (
    args: CallArgs<Name>,
    signal?: AbortSignal,
  ) => Promise<Result<CallResult<Name>, ApiFailure>>
} & {
  /** The event log, live. Returns what unsubscribes. */
  on(listener: (event: EventResult) => void): () => void
}
