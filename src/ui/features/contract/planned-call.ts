import type { ContractValue } from '#api/contract-results.ts'

/** A call that is ready to be sent, except for its fee. */
export interface PlannedCall {
  /** An own address. */
  readonly from: string
  readonly address: string
  readonly method: string
  /** Values in the form of contracts. */
  readonly args: readonly ContractValue[]
  readonly amount?: bigint
}
