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
