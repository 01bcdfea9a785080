import { Mutex } from '#lib/mutex.ts'
import { FileError } from './file-error.ts'
import type { PublicChoice, PublicIpfsDependencies, PublicSearch } from './public-choice.ts'
import type { PublicHelia } from './public-helia.ts'

/**
 * The public IPFS beside the network: a Helia node of its own while the setting is on, nothing while it is
 * off. Its code is loaded when it is turned on. It serves this tab's files to linked nodes and writes nothing
 * itself: each fetch stores its own blocks.
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
   * Applies the settings, one change after the other. Rejects with `PUBLIC_FAILED` when it cannot be turned
   * on; the next search tries again.
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

  /** The listed IPFS nodes that are linked now. */
  reached(): string[] {
    return this.#helia?.reached() ?? []
  }

  /**
   * Calls `add` with every public source of the file, as they are found, until `signal` aborts; also if it is
   * turned on meanwhile.
   */
  async find(search: PublicSearch): Promise<void> {
    if (search.signal.aborted) return
    this.#searches.add(search)
    search.signal.addEventListener('abort', () => this.#searches.delete(search), { once: true })
    // A change under way may be turning it on.
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
        'on: the code for the public IPFS cannot be loaded; check that this device is online, and reload',
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
