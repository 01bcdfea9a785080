/** A program that is measured. */
export interface Contestant {
  readonly name: string
  /** Runs it for some milliseconds and returns the time that 10^9 gas of it would take, in milliseconds. */
  sample(): number
}
