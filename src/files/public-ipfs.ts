import type { PublicChoice, PublicIpfsDependencies, PublicSearch } from './public-choice.ts'
import type { PublicHelia } from './public-helia.ts'

/**
 * The public IPFS beside the network: a Helia node of its own while the setting is on, nothing while it is off. Its code is loaded when it is turned on and not before. It reads what this
 * tab holds, for whoever is linked with it, and writes nothing: what it fetches goes where every fetch puts it.
 */
export class PublicIpfs {
  readonly #deps: PublicIpfsDependencies
  readonly #searches = new Set<PublicSearch>()
  #helia: PublicHelia | undefined
  #turn: Promise<void> = Promise.resolve()

  constructor(deps: PublicIpfsDependencies) {
    this.#deps = deps
  }

  /** Resolves when it is as chosen; one choice after the other. */
  use(choice: PublicChoice): Promise<void> {
    const turn = this.#turn.then(() => this.#change(choice))
    this.#turn = turn.catch(() => {})
    return turn
  }

  async stop(): Promise<void> {
    await this.#turn
    await this.#end()
  }

  /** Which of the chosen IPFS nodes are linked now. */
  reached(): string[] {
    return this.#helia?.reached() ?? []
  }

  /** Gives `add` everybody out there who may have the file, as they are found, until `signal` aborts: also when it is turned on meanwhile. */
  async find(search: PublicSearch): Promise<void> {
    if (search.signal.aborted) return
    this.#searches.add(search)
    search.signal.addEventListener('abort', () => this.#searches.delete(search), { once: true })
    await this.#turn
    await this.#helia?.find(search)
  }

  async #change(choice: PublicChoice): Promise<void> {
    await this.#end()
    if (!choice.on) return
    const { startPublicHelia } = await import('./public-helia.ts')
    this.#helia = await startPublicHelia({ ...this.#deps, choice })
    for (const search of this.#searches) void this.#helia.find(search)
    this.#deps.onNews()
  }

  async #end(): Promise<void> {
    const ended = this.#helia
    this.#helia = undefined
    await ended?.stop()
  }
}
