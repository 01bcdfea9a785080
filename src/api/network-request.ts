/** What a founder chooses. A preset fills in what is left out; amounts are base units, times milliseconds. */
export interface NetworkRequest {
  name: string
  symbol: string
  /** The name of a consensus engine; that of the preset unless given. */
  consensus?: string
  /** `classroom`, `fair`, `open` or `classic`. */
  preset?: string
  spacingMs?: number
  emptyBlocks?: boolean
  reward?: bigint
  halvingInterval?: number
  blockBytes?: number
  blockTransactions?: number
  blockGas?: bigint
  finalityDepth?: number
  futureMs?: number
  /** Balances at height 0, beside the founder's. */
  allocations?: { address: string; amount: bigint }[]
  /** The founder's balance at height 0. */
  premine?: bigint
  /** Proof of work: time by which a late block doubles the target, and the floor as expected hashes a block. */
  halflifeMs?: number
  minHashes?: bigint
  /** Proof of stake. `stakes` beside the founder's `stake`. */
  epochSlots?: number
  unbondingEpochs?: number
  minStake?: bigint
  burnPercent?: number
  reporterPercent?: number
  stake?: bigint
  stakes?: { address: string; amount: bigint }[]
  /** Proof of authority: beside the founder, who is the admin. */
  timeoutMs?: number
  authorities?: string[]
  /** Later versions of the rules and the heights from which they hold. */
  activations?: { version: number; height: number }[]
}

/** A network's parameters as people and scripts read them. */
export interface NetworkParameters {
  version: number
  timestamp: number
  consensus: Record<string, unknown>
  emission: { reward: bigint; halvingInterval: number }
  limits: {
    blockBytes: number
    blockTransactions: number
    blockGas: bigint
    finalityDepth: number
    futureMs: number
  }
  activations: { version: number; height: number }[]
  allocations: { address: string; amount: bigint }[]
}
