/** Those whose signatures count, as of the final block. */
export interface Electorate {
  /** 0 for whoever is not among them. `voter` is a public key, hex. */
  weightOf(voter: string): bigint
  readonly total: bigint
  /** All of them, where that is known without a search. */
  readonly voters?: readonly string[]
}

/** How many of those who count signed, for people. */
export interface Support {
  readonly signers: number
  /** How many count; absent where nobody has a list of them. */
  readonly voters?: number
  /** The signers' share of all that counts, in hundredths, rounded down. */
  readonly percent: number
  /** Is it more than half? */
  readonly majority: boolean
}

/** … one of the last blocks that wait to be final. */
export interface WaitingFacts extends Support {
  /** How many blocks wait. */
  readonly blocks: number
  /** So many of them, from the tip down, are looked at: where no more wait, others may not have had their turn yet. */
  readonly lately: number
}
