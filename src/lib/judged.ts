/** Something from a stranger that is being judged. */
export interface Judged {
  /** A `message` is bytes that have no id yet. */
  readonly what: 'block' | 'transaction' | 'message'
  /** Hex; empty for a message. */
  readonly id: string
  /** That of a block. */
  readonly height?: number
  /** The part of the rules that is being checked. */
  readonly step: string
}

/**
 * Our own bug while something from a stranger was judged. Judging changes nothing, so the node's own state is
 * intact: the thing stays unchecked and the node continues, whereas a failed assertion anywhere else stops
 * it.
 */
export class JudgingFault extends Error {
  override readonly name = 'JudgingFault'
  readonly code = 'JUDGING_FAULT'

  constructor(
    readonly judged: Judged,
    override readonly cause: unknown,
  ) {
    super(`a bug of this app: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}

/**
 * The border between data from strangers and the node's own state: turns any error of `work` into a {@link
 * JudgingFault}, except a fault of the environment, which has a `code` and does not depend on what is judged.
 * `work` must not change anything that outlives it.
 */
export function judged<T>(thing: Judged, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw asFault(thing, error)
  }
}

/** {@link judged} for asynchronous work. */
export async function judgedLater<T>(thing: Judged, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw asFault(thing, error)
  }
}

function asFault(thing: Judged, error: unknown): unknown {
  const isEnvironment = error instanceof Error && 'code' in error && typeof error.code === 'string'
  return isEnvironment ? error : new JudgingFault(thing, error)
}
