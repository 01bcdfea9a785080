/**
 * A value that a contract stores, accepts or returns. Numbers are safe integers; larger ones are `bigint`.
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
  /** The gas of the whole transaction. */
  gas: bigint
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
  gasLimit: bigint
  fee: bigint
  /** `line` is the line of the source, from 1; 0 if it is unknown. */
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
  /** The name of its class, which is not unique; '' if it has none. */
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
  /** The number of keys of each map. */
  maps: Record<string, number>
  code: string
  /** Base units. */
  balance: bigint
}

/** An example contract, to deploy as it is or to change. */
export interface TemplateResult {
  name: string
  title: string
  /** One sentence. */
  summary: string
  source: string
}

export interface ContractMapResult {
  /** Entries in the whole map. */
  count: number
  entries: { key: ContractValue; value: ContractValue }[]
}

export interface ContractEventResult {
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

export interface ContractStepResult {
  ok: boolean
  /** What it returned; null if it failed. */
  value: ContractValue
  gas: bigint
  events: { source: string; name: string; data: string[] }[]
  /** Like {@link ContractSimulateResult.changes}. */
  changes: { key: string; value: string | null }[]
  /** Like {@link ContractSimulateResult.error}. */
  error?: { code: string; message: string; line: number }
}

export interface ContractRehearsalResult {
  /**
   * The outcome of deploying `source`. If it failed, there are no steps, and there are methods only if `init`
   * failed.
   */
  deployment?: ContractStepResult
  address: string
  abi: ContractMethodResult[]
  steps: ContractStepResult[]
  /** State after the last step. */
  state: Record<string, ContractValue>
  maps: Record<string, number>
  balance: bigint
}

/** A draft of a contract, stored in this profile and not on the chain. */
export interface DraftResult {
  id: string
  name: string
  source: string
  savedAt: number
}
