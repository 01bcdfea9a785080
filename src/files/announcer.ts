import type { Cid } from '#lib/cid.ts'
import type { Cancel, Clock } from '#lib/clock.ts'
import type { FileAnnouncement } from './holders.ts'
import { ANNOUNCE_MS, ANNOUNCE_SOON_MS, ANNOUNCED_FILES } from './limits.ts'

export interface AnnouncerDependencies {
  readonly clock: Clock
  /** CIDs of the files that this tab holds and announces, and of those that it fetches. */
  readonly held: () => readonly Cid[]
  readonly fetching: () => readonly Cid[]
  /** From one announcement to the next. */
  readonly turnMs: () => number
  readonly announce: (announcement: FileAnnouncement) => Promise<unknown>
}

/**
 * Announces the files that this tab holds: changes at once, and the whole list again in turn, as provider
 * records are renewed. A tab that neither holds nor fetches a file announces nothing.
 */
export class Announcer {
  readonly #deps: AnnouncerDependencies
  readonly #news = new Set<Cid>()
  readonly #dropped = new Set<Cid>()
  /** Files that were announced as held: nobody needs to know that others are gone. */
  readonly #announced = new Set<Cid>()
  #next = 0
  #lastAt = Number.NEGATIVE_INFINITY
  #cancelEvery: Cancel | undefined
  #cancelSoon: Cancel | undefined

  constructor(deps: AnnouncerDependencies) {
    this.#deps = deps
  }

  start(): void {
    const { clock, turnMs } = this.#deps
    // Turns change while one is waited for.
    this.#cancelEvery = clock.every(ANNOUNCE_MS, () => {
      if (clock.now() - this.#lastAt >= turnMs() - ANNOUNCE_MS) this.#announce()
    })
    this.soon()
  }

  stop(): void {
    this.#cancelEvery?.()
    this.#cancelSoon?.()
  }

  kept(cid: Cid): void {
    this.#dropped.delete(cid)
    this.#news.add(cid)
    this.soon()
  }

  dropped(cid: Cid): void {
    this.#news.delete(cid)
    if (!this.#announced.delete(cid)) return
    this.#dropped.add(cid)
    this.soon()
  }

  soon(): void {
    this.#cancelSoon ??= this.#deps.clock.after(ANNOUNCE_SOON_MS, () => {
      this.#cancelSoon = undefined
      this.#announce()
    })
  }

  #announce(): void {
    const { clock, held: heldNow, fetching: fetchingNow, turnMs, announce } = this.#deps
    const all = heldNow()
    const here = new Set(all)
    const news = [...this.#news].filter(cid => here.has(cid)).slice(0, ANNOUNCED_FILES)
    const held = [...new Set([...news, ...this.#inTurn(all, ANNOUNCED_FILES - news.length)])]
    const dropped = [...this.#dropped].slice(0, ANNOUNCED_FILES)
    const fetching = fetchingNow().slice(0, ANNOUNCED_FILES)
    // A tab that has nothing to announce looks again in its next turn. Others announce what is left.
    this.#lastAt = clock.now()
    for (const cid of this.#news) if (!here.has(cid)) this.#news.delete(cid)
    if (held.length + fetching.length + dropped.length === 0) return

    for (const cid of news) this.#news.delete(cid)
    for (const cid of dropped) this.#dropped.delete(cid)
    for (const cid of held) this.#announced.add(cid)
    announce({ held, fetching, dropped, turnS: Math.round(turnMs() / 1_000) }).catch(() => {})
    if (this.#news.size + this.#dropped.size > 0) this.soon()
  }

  #inTurn(all: readonly Cid[], count: number): Cid[] {
    if (all.length <= count) return [...all]
    const part = Array.from({ length: count }, (_, i) => all[(this.#next + i) % all.length] as Cid)
    this.#next = (this.#next + count) % all.length
    return part
  }
}
