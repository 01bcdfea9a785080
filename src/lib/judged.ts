/** Something of a stranger's that is being judged. */
export interface Judged {
  /** A `message` is bytes of which not even the id is known. */
  readonly what: 'block' | 'transaction' | 'message'
  /** Hex; empty of a message. */
  readonly id: string
  /** Of a block. */
  readonly height?: number
  /** Which part of the rules was at work. */
  readonly step: string
}

/**
 * Judging something of a stranger's ended in our own bug. Judging changes nothing, so the node's own state is
 * whole: the thing stays unchecked and the node goes on, where a failed assertion anywhere else stops it.
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
 * The border between what strangers send and the node's own state: whatever `work` throws comes out as a
 * {@link JudgingFault}, except a fault of the environment, which carries a `code` and says nothing about what
 * is judged. `work` must not change anything that outlives it.
 */
export function judged<T>(thing: Judged, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw asFault(thing, error)
  }
}

/** {@link judged} for work that takes turns. */
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
