import type { Letter } from './cluster.ts'
import { batchOf, type Kind, lineOf } from './letters.ts'
import type { RedisLink } from './redis-link.ts'
import { channelOf } from './scripts.ts'

/** A batch grows to about this many characters; longer ones would delay others in Redis. */
const MAX_BATCH_CHARACTERS = 256 * 1024

interface Batch {
  readonly letters: [Kind, Letter][]
  readonly lines: string[]
  characters: number
}

const newBatch = (): Batch => ({ letters: [], lines: [], characters: 0 })

/**
 * Collects what goes to other instances during one turn of the event loop, and publishes it at once: a publish
 * per message would cost more than the introductions.
 */
export class Mailbox {
  readonly #batches = new Map<string, Batch>()

  constructor(
    private readonly self: string,
    private readonly link: RedisLink,
    /** Nobody listens at the instance, which is gone, or Redis is: these letters were not received. */
    private readonly onReturned: (
      instance: string,
      isGone: boolean,
      letters: readonly [Kind, Letter][],
    ) => void,
  ) {}

  post(instance: string, kind: Kind, letter: Letter): void {
    if (this.#batches.size === 0) setImmediate(() => this.#flush())
    const batch = this.#batches.get(instance) ?? newBatch()
    this.#batches.set(instance, batch)
    const line = lineOf(kind, letter)
    batch.letters.push([kind, letter])
    batch.lines.push(line)
    batch.characters += line.length
    if (batch.characters < MAX_BATCH_CHARACTERS) return
    this.#batches.set(instance, newBatch())
    void this.#publish(instance, batch)
  }

  #flush(): void {
    const batches = [...this.#batches]
    this.#batches.clear()
    for (const [instance, batch] of batches) if (batch.lines.length > 0) void this.#publish(instance, batch)
  }

  async #publish(instance: string, { lines, letters }: Batch): Promise<void> {
    try {
      const received = await this.link.publish(channelOf(instance), batchOf(this.self, lines))
      if (received === 0) this.onReturned(instance, true, letters)
    } catch {
      this.onReturned(instance, false, letters)
    }
  }
}
