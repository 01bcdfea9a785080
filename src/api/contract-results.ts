/** What a contract stores, takes and gives. It crosses the API as it is: numbers are safe integers, everything larger is a `bigint`. */
export type ContractValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly ContractValue[]
  | { readonly [field: string]: ContractValue }

/** A call of a contract's method; `from` is an own address or its name, `address` the contract's, `amount` base units that it gets. */
export interface ContractCallRequest {
  from: string
  address: string
  method: string
  /** A list; every argument is a {@link ContractValue}. */
  args?: readonly unknown[]
  amount?: bigint
  /** Enough unless given. With it the call is sent even if it fails on the present state. */
  gasLimit?: bigint
  fee?: bigint
  /** The hash of what the call must change (`contractSimulate` tells it); otherwise it is undone. */
  expected?: string
}

/** A trial of a call (`address` and `method`) or of a deployment (`source`). */
export interface ContractSimulateRequest {
  /** Any address of a person, or the name of an own one. */
  from: string
  address?: string
  method?: string
  source?: string
  args?: readonly unknown[]
  amount?: bigint
  /** What a block allows unless given. */
  gasLimit?: bigint
  /** A contract that pays `from` back sees the fee in its balance: the same as of the call that `expected` is for. */
  fee?: bigint
}

export interface ContractSimulateResult {
  ok: boolean
  /** What it returned; null if it failed. */
  value: ContractValue
  /** All that the transaction would take. */
  gas: bigint
  events: { source: string; name: string; data: string[] }[]
  /** What the code changes in the state, beside fee, nonce and the coins that are sent; keys and values in hex, null where the entry is gone. */
  changes: { key: string; value: string | null }[]
  /** Hash of the changes, as a call's `expected`. */
  expected: string
  /** What a call or deployment would be sent with, if it gave neither: what was taken and some more, and the least fee that nodes relay it for. */
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

/** Entries of a map at the places `from` (0 unless given) and on, at most `limit`. The last entry takes the place of one that is deleted. */
export interface ContractMapRequest {
  address: string
  map: string
  from?: number
  limit?: number
}

export interface ContractMapResult {
  /** In the whole map. */
  count: number
  entries: { key: ContractValue; value: ContractValue }[]
}

/** Events of a contract: all, those of a name, or of these those with the given indexed values, as texts by place; null is any. */
export interface ContractEventsRequest {
  address: string
  event?: string
  indexed?: readonly (string | null)[]
  limit?: number
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

/**
 * A contract tried before it is on the chain: deployed from its `source` (or found at `address`), then called step by step, each as if in the
 * next block, on a copy of the tip's state. A failed step changes nothing, and the next is tried all the same.
 */
export interface ContractRehearsalRequest {
  /** Any address of a person, or the name of an own one; who deploys, and who calls unless a step says otherwise. All are lent the coins that they send. */
  from: string
  source?: string
  address?: string
  /** Of `init`. */
  args?: readonly unknown[]
  amount?: bigint
  steps: readonly ContractStep[]
}

export interface ContractStep {
  from?: string
  method: string
  args?: readonly unknown[]
  amount?: bigint
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
  /** Of a source. If it failed there are no steps, and no methods unless the source is a contract whose `init` failed. */
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
