/** A call that is ready to be sent; all that it lacks is a fee. */
export interface PlannedCall {
  /** An own address. */
  readonly from: string
  readonly address: string
  readonly method: string
  readonly args: readonly unknown[]
  readonly amount?: bigint
}
