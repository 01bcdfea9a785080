import { type BatchVerifier, batchOf, type SignatureVerifier, type SignedMessage } from '#chain/signature.ts'
import { known } from '#lib/assert.ts'
import { SPREAD_AHEAD, SPREAD_FROM, SPREAD_PIECE, VERIFY_HELPERS, VERIFY_SPAWNS } from './limits.ts'
import { packSigned, type VerifyPort } from './verify-messages.ts'

/** The dependencies of checking on several threads. */
export interface SpreadOptions {
  /** Checks on this thread, with the same verdicts as helpers. */
  readonly here: SignatureVerifier
  /** Makes one helper, see `spawn-verify-worker.ts`. The first large batch calls it. */
  readonly spawn: () => VerifyPort
  /** Usually the device's threads less this one; at least 1. */
  readonly maxHelpers: number
  /** Lets the event loop turn, so that helpers' messages are received, see `create-turn.ts`. */
  readonly turn: () => Promise<void>
}

/**
 * Checks large batches on this thread and on helpers at the same time, because Chromium's WebCrypto verifies
 * on the thread that asks, before the call returns. Every thread takes the next piece when it is done with
 * one, so that a slow helper does less. This thread never waits: when no piece is left to begin, it checks
 * those that helpers still work on, and the first verdicts count. So if a helper loads, hangs, dies or cannot
 * be started, only its help is missing.
 */
export function spreadVerify(options: SpreadOptions): BatchVerifier {
  const pool = new HelperPool(options)
  const alone = batchOf(options.here)
  return items => (items.length < SPREAD_FROM ? alone(items) : pool.verify(items))
}

/** Consecutive signatures of a batch, which one thread checks at once. */
interface Piece {
  readonly items: readonly SignedMessage[]
  verdicts?: readonly boolean[]
}

interface Helper {
  readonly port: VerifyPort
  /** Its unanswered pieces, by the request's id. */
  readonly open: Map<number, Piece>
}

class HelperPool {
  readonly #options: SpreadOptions
  readonly #here: BatchVerifier
  readonly #maxHelpers: number
  readonly #helpers = new Set<Helper>()
  /** Pieces of all batches that no thread has begun. */
  readonly #waiting = new Set<Piece>()
  #spawnsLeft = VERIFY_SPAWNS
  #lastId = 0

  constructor(options: SpreadOptions) {
    this.#options = options
    this.#here = batchOf(options.here)
    this.#maxHelpers = Math.max(1, Math.min(Math.floor(options.maxHelpers) || 1, VERIFY_HELPERS))
  }

  async verify(items: readonly SignedMessage[]): Promise<readonly boolean[]> {
    const pieces = piecesOf(items)
    for (const piece of pieces) this.#waiting.add(piece)
    this.#staff()

    let piece = this.#take(pieces)
    this.#feed()
    for (; piece; piece = this.#take(pieces)) {
      const verdicts = await this.#here(piece.items)
      piece.verdicts ??= verdicts
      await this.#options.turn()
    }
    return pieces.flatMap(({ verdicts }) => known(verdicts, 'verdicts on a piece'))
  }

  /**
   * A piece for this thread, from the end, which helpers reach last: one that no thread has begun, or else
   * one without verdicts.
   */
  #take(pieces: readonly Piece[]): Piece | undefined {
    const piece =
      pieces.findLast(each => this.#waiting.has(each)) ?? pieces.findLast(each => each.verdicts === undefined)
    if (piece) this.#waiting.delete(piece)
    return piece
  }

  /** Starts missing helpers. */
  #staff(): void {
    while (this.#helpers.size < this.#maxHelpers && this.#spawnsLeft > 0) {
      this.#spawnsLeft--
      const port = attempt(this.#options.spawn)
      if (!port) return
      const helper: Helper = { port, open: new Map() }
      this.#helpers.add(helper)
      port.listen({
        answer: ({ id, verdicts }) => {
          const piece = helper.open.get(id)
          if (!piece) return
          helper.open.delete(id)
          piece.verdicts ??= verdicts
          this.#feed()
        },
        died: () => {
          this.#helpers.delete(helper)
          port.terminate()
        },
      })
    }
  }

  /** Gives waiting pieces to idle helpers, then to those with the fewest. */
  #feed(): void {
    for (let ahead = 0; ahead < SPREAD_AHEAD; ahead++) {
      for (const { port, open } of this.#helpers) {
        const [piece] = this.#waiting
        if (!piece) return
        if (open.size > ahead) continue
        this.#waiting.delete(piece)
        open.set(++this.#lastId, piece)
        port.post({ id: this.#lastId, packed: packSigned(piece.items) })
      }
    }
  }
}

function piecesOf(items: readonly SignedMessage[]): Piece[] {
  const pieces: Piece[] = []
  for (let from = 0; from < items.length; from += SPREAD_PIECE) {
    pieces.push({ items: items.slice(from, from + SPREAD_PIECE) })
  }
  return pieces
}

/**
 * Spawns a helper, or returns undefined: the constructor throws if a site's policy or an exhausted device
 * forbids workers.
 */
function attempt(spawn: () => VerifyPort): VerifyPort | undefined {
  try {
    return spawn()
  } catch {
    return undefined
  }
}
