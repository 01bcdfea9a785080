import type { ContractValue } from '#api/contract-results.ts'

/** A call that is ready to be sent; all that it lacks is a fee. */
export interface PlannedCall {
  /** An own address. */
  readonly from: string
  readonly address: string
  readonly method: string
  /** Values as contracts take them. */
  readonly args: readonly ContractValue[]
  readonly amount?: bigint
}
