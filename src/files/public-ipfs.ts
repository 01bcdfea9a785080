import { Mutex } from '#lib/mutex.ts'
import { FileError } from './file-error.ts'
import type { PublicChoice, PublicIpfsDependencies, PublicSearch } from './public-choice.ts'
import type { PublicHelia } from './public-helia.ts'

/**
 * The public IPFS beside the network: a Helia node of its own while the setting is on, nothing while it is
 * off. Its code is loaded when it is turned on and not before. It reads what this tab holds, for whoever is
 * linked with it, and writes nothing: what it fetches goes where every fetch puts it.
 */
export class PublicIpfs {
  readonly #deps: PublicIpfsDependencies
  readonly #searches = new Set<PublicSearch>()
  #helia: PublicHelia | undefined
  #choice: PublicChoice | undefined
  readonly #changes = new Mutex()

  constructor(deps: PublicIpfsDependencies) {
    this.#deps = deps
  }

  /**
   * Resolves when it is as chosen; one choice after the other. Rejects with `PUBLIC_FAILED` when it cannot be
   * turned on now; the next search tries again.
   */
  use(choice: PublicChoice): Promise<void> {
    return this.#changes.run(() => this.#change(choice))
  }

  async stop(): Promise<void> {
    await this.#changes.run(async () => {
      this.#choice = undefined
      await this.#end()
    })
  }

  /** Which of the chosen IPFS nodes are linked now. */
  reached(): string[] {
    return this.#helia?.reached() ?? []
  }

  /**
   * Gives `add` everybody out there who may have the file, as they are found, until `signal` aborts: also
   * when it is turned on meanwhile.
   */
  async find(search: PublicSearch): Promise<void> {
    if (search.signal.aborted) return
    this.#searches.add(search)
    search.signal.addEventListener('abort', () => this.#searches.delete(search), { once: true })
    // A change that is under way may begin what is asked here.
    await this.#changes.run(async () => {})
    if (this.#choice?.on && !this.#helia) await this.use(this.#choice).catch(() => {})
    await this.#helia?.find(search)
  }

  async #change(choice: PublicChoice): Promise<void> {
    await this.#end()
    this.#choice = choice
    if (!choice.on) return
    this.#helia = await this.#begin(choice)
    for (const search of this.#searches) void this.#helia.find(search)
    this.#deps.onNews()
  }

  async #begin(choice: PublicChoice): Promise<PublicHelia> {
    try {
      const { startPublicHelia } = await import('./public-helia.ts')
      return await startPublicHelia({ ...this.#deps, choice })
    } catch (cause) {
      throw new FileError(
        'PUBLIC_FAILED',
        'on: the part of the app for the public IPFS cannot be loaded now; see that this device is online, and reload',
        { cause },
      )
    }
  }

  async #end(): Promise<void> {
    const ended = this.#helia
    this.#helia = undefined
    await ended?.stop()
  }
}
