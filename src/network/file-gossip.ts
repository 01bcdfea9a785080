import type { Clock } from '../lib/clock.ts'
import { FILE_NEWS_CLOCK_MS, FILE_NEWS_LEAST_MS, MAX_FILE_NEWS_AUTHORS } from './limits.ts'
import type { FileNews, NetworkHandlers, Verdict } from './network.ts'
import { decodeFileNews, encodeFileNews } from './protocols/file-news.ts'

interface FileGossipDependencies {
  readonly identitySeed: Uint8Array
  readonly networkId: string
  readonly clock: Clock
  readonly handlers: Pick<NetworkHandlers, 'onFileNews'>
}

/** News of who holds which file: each once, in order, of now, and not faster than a tab has any. */
export class FileGossip {
  readonly #deps: FileGossipDependencies
  /** By author: the time that its last news carried, and when they came. */
  readonly #last = new Map<string, { readonly time: number; readonly at: number }>()
  #lastOwn = 0

  constructor(deps: FileGossipDependencies) {
    this.#deps = deps
  }

  encode(news: FileNews): Uint8Array {
    const { identitySeed, networkId, clock } = this.#deps
    this.#lastOwn = Math.max(clock.now(), this.#lastOwn + 1)
    return encodeFileNews(identitySeed, networkId, this.#lastOwn, news)
  }

  check(bytes: Uint8Array): Verdict {
    const { networkId, clock, handlers } = this.#deps
    const read = decodeFileNews(bytes, networkId)
    if (!read.ok) return { verdict: 'invalid', ...read.error }
    const { peerId, time, news } = read.value

    // Old news may be passed on by honest peers, so whoever brings them is not to blame.
    const now = clock.now()
    const last = this.#last.get(peerId)
    if (Math.abs(time - now) > FILE_NEWS_CLOCK_MS)
      return { verdict: 'unchecked', reason: 'news of another time' }
    if (last && time <= last.time) return { verdict: 'unchecked', reason: 'older than what was heard' }
    if (last && now - last.at < FILE_NEWS_LEAST_MS) return { verdict: 'unchecked', reason: 'too soon' }
    this.#last.delete(peerId)
    this.#last.set(peerId, { time, at: now })
    if (this.#last.size > MAX_FILE_NEWS_AUTHORS) this.#last.delete(this.#last.keys().next().value as string)
    handlers.onFileNews(peerId, news)
    return { verdict: 'valid' }
  }
}
