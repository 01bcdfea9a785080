import type { Letter } from './cluster.ts'

/** Letters that wait for the answer where their receiver is; it takes a millisecond. */
const MAX_WAITING_LETTERS = 10_000

/**
 * Looks up at which instance the receivers of letters are: all that are asked for in one turn of the event
 * loop at once. Letters to the same receiver keep their order.
 */
export class Locator {
  readonly #waiting = new Map<string, Letter[]>()
  #count = 0
  #asked: Letter[] = []

  constructor(
    /** The instance of each of `network, peer, network, peer, …`; an empty text if there is none. */
    private readonly lookUp: (peers: readonly string[]) => Promise<string[]>,
    private readonly onPlaced: (instance: string, letters: readonly Letter[]) => void,
    private readonly onAbsent: (letters: readonly Letter[]) => void,
  ) {}

  isLooking(letter: Letter): boolean {
    return this.#waiting.size > 0 && this.#waiting.has(receiverOf(letter))
  }

  find(letter: Letter): void {
    if (this.#count >= MAX_WAITING_LETTERS) return this.onAbsent([letter])
    this.#count++
    const letters = this.#waiting.get(receiverOf(letter))
    if (letters) {
      letters.push(letter)
      return
    }
    this.#waiting.set(receiverOf(letter), [letter])
    if (this.#asked.push(letter) === 1) setImmediate(() => void this.#ask())
  }

  async #ask(): Promise<void> {
    const asked = this.#asked
    this.#asked = []
    // Without an answer they count as absent: the tabs try again.
    const places = await this.lookUp(asked.flatMap(({ networkId, dst }) => [networkId, dst])).catch(() => [])
    for (const [i, first] of asked.entries()) {
      const letters = this.#waiting.get(receiverOf(first)) ?? []
      this.#waiting.delete(receiverOf(first))
      this.#count -= letters.length
      const place = places[i]
      if (place) this.onPlaced(place, letters)
      else this.onAbsent(letters)
    }
  }
}

const receiverOf = ({ networkId, dst }: Letter): string => `${networkId} ${dst}`
