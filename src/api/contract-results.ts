/**
 * What a contract stores, takes and gives. It crosses the API as it is: numbers are safe integers, everything
 * larger is a `bigint`.
 */
export type ContractValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly ContractValue[]
  | { readonly [field: string]: ContractValue }

export interface ContractSimulateResult {
  ok: boolean
  /** What it returned; null if it failed. */
  value: ContractValue
  /** All that the transaction would take. */
  gas: bigint
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
  gasLimit: bigint
  fee: bigint
  /** `line` is of the source, from 1; 0 where none is known. */
  error?: { code: string; message: string; line: number }
}

export interface ContractMethodResult {
  name: string
  parameters: string[]
  view: boolean
  payable: boolean
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

export interface ContractResult {
  address: string
  name: string
  creator: string
  /** Of the block that deployed it. */
  height: number
  abi: ContractMethodResult[]
  /** The fields of `this.state`. */
  state: Record<string, ContractValue>
  /** How many keys each map has. */
  maps: Record<string, number>
  code: string
  /** Base units. */
  balance: bigint
}

/** A contract to begin with: deployed as it is, or changed before. */
export interface TemplateResult {
  name: string
  title: string
  /** One sentence. */
  summary: string
  source: string
}

export interface ContractMapResult {
  /** In the whole map. */
  count: number
  entries: { key: ContractValue; value: ContractValue }[]
}

export interface ContractEventResult {
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

export interface ContractStepResult {
  ok: boolean
  /** What it returned; null if it failed. */
  value: ContractValue
  gas: bigint
  events: { source: string; name: string; data: string[] }[]
  /** As {@link ContractSimulateResult.changes}. */
  changes: { key: string; value: string | null }[]
  /** As {@link ContractSimulateResult.error}. */
  error?: { code: string; message: string; line: number }
}

export interface ContractRehearsalResult {
  /**
   * Of a source. If it failed there are no steps, and no methods unless the source is a contract whose `init`
   * failed.
   */
  deployment?: ContractStepResult
  address: string
  abi: ContractMethodResult[]
  steps: ContractStepResult[]
  /** After the last step. */
  state: Record<string, ContractValue>
  maps: Record<string, number>
  balance: bigint
}

/** A contract that is being written; it is kept in this profile, and on no chain. */
export interface DraftResult {
  id: string
  name: string
  source: string
  savedAt: number
}
