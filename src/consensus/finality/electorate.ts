/** The signers that count, as of the final block. */
export interface Electorate {
  /** 0 for a key that is not a member. `voter` is a public key, hex. */
  weightOf(voter: string): bigint
  readonly total: bigint
  /** All members, where they are known without a search. */
  readonly voters?: readonly string[]
}

/** How many of the members signed, for people. */
export interface Support {
  readonly signers: number
  /** The number of members; absent where there is no list of them. */
  readonly voters?: number
  /** The signers' share of the total, in percent, rounded down. */
  readonly percent: number
  /** Is it more than half? */
  readonly majority: boolean
}

/** The support of the last blocks that wait to be final. */
export interface WaitingFacts extends Support {
  /** The number of waiting blocks. */
  readonly blocks: number
  /**
   * The number of them, from the tip down, that are examined. Where no more wait, others may not have had
   * their turn yet.
   */
  readonly lately: number
}
