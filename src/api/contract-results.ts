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
  error?: { code: string; message: string }
}

export interface ContractMethodResult {
  name: string
  parameters: string[]
  view: boolean
  payable: boolean
}

export interface ContractResult {
  address: string
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
