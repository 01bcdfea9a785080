import { MAX_ICE_SERVERS } from '#lib/ice-limits.ts'
import type { IceServer } from '#network/link-messages.ts'
import { IceServers, type IceServersOptions } from './ice-servers.ts'

export interface IceListsOptions extends Omit<IceServersOptions, 'url' | 'onChange'> {
  /** Dials use so many servers from now on. */
  readonly onChange: (count: number) => void
}

/** The STUN and TURN servers that the signaling servers of this tab list, as of now. */
export class IceLists {
  readonly #lists: readonly IceServers[]
  /** Resolves at the first answer, or when a dial should not wait any longer. */
  readonly first: Promise<void>

  constructor(urls: readonly string[], options: IceListsOptions) {
    this.#lists = urls.map(
      url =>
        new IceServers({
          ...options,
          url,
          onChange: servers => servers && options.onChange(this.list.length),
        }),
    )
    this.first = Promise.race(this.#lists.map(({ first }) => first))
  }

  /** Undefined until a signaling server has answered. */
  get known(): readonly IceServer[] | undefined {
    return this.#lists.some(({ known }) => known) ? this.list : undefined
  }

  /** Empty while nothing is known. */
  get list(): readonly IceServer[] {
    return this.#lists.flatMap(({ list }) => list).slice(0, MAX_ICE_SERVERS)
  }

  /** Asks all signaling servers now. */
  ask(): void {
    for (const list of this.#lists) list.ask()
  }

  close(): void {
    for (const list of this.#lists) list.close()
  }
}
