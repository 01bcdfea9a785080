import type { Clock } from '#lib/clock.ts'
import { dropOldest } from '#lib/drop-oldest.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { TokenBucket } from '#lib/token-bucket.ts'
import { AUTHOR_NEWS_RATE, FILE_NEWS_CLOCK_MS, LINK_NEWS_RATE, MAX_FILE_NEWS_AUTHORS } from './limits.ts'
import { MAX_LINKS } from './link-messages.ts'
import type { FileNews, NetworkHandlers, Verdict } from './network.ts'
import { encodeFileNews, readFileNews } from './protocols/file-news.ts'

interface FileGossipDependencies {
  readonly identitySeed: Uint8Array
  readonly networkId: string
  readonly clock: Clock
  readonly handlers: Pick<NetworkHandlers, 'onFileNews'>
  /** Is the peer linked, or known to a linked peer? */
  readonly isKnown: (peerId: PeerId) => boolean
}

interface Author {
  /** The time of its latest announcement. */
  time: number
  readonly bucket: TokenBucket
}

const ignored = (reason: string, code: string): Verdict => ({ verdict: 'unchecked', reason, code })

/**
 * Checks announcements of files: each must be newer than the last one of its author, of the present time,
 * from a known tab, and within the rate limits. A peer is not penalised for relaying one that is late or too
 * many.
 */
export class FileGossip {
  readonly #deps: FileGossipDependencies
  readonly #authors = new Map<string, Author>()
  /** The rate limit of each link, over all authors. */
  readonly #links = new Map<string, TokenBucket>()
  #lastOwn = 0

  constructor(deps: FileGossipDependencies) {
    this.#deps = deps
  }

  encode(news: FileNews): Uint8Array {
    const { identitySeed, networkId, clock } = this.#deps
    this.#lastOwn = Math.max(clock.now(), this.#lastOwn + 1)
    return encodeFileNews(identitySeed, networkId, this.#lastOwn, news)
  }

  /**
   * The cheap checks are before the signature, which takes a millisecond. The author's rate limit is after
   * it, so that nobody else can use it up.
   */
  async check(bytes: Uint8Array, from: PeerId): Promise<Verdict> {
    const { networkId, clock, handlers, isKnown } = this.#deps
    if (!this.#bucketOf(from).take())
      return ignored('the link sent too many announcements of files', 'NEWS_RATE')
    const read = readFileNews(bytes, networkId)
    if (!read.ok) return { verdict: 'invalid', ...read.error }
    const { peerId, time, verified } = read.value

    if (!isKnown(peerId)) return ignored('the announcement of files is from an unknown tab', 'NEWS_UNKNOWN')
    const author = this.#authors.get(peerId) ?? {
      time: 0,
      bucket: new TokenBucket(AUTHOR_NEWS_RATE, clock),
    }
    if (Math.abs(time - clock.now()) > FILE_NEWS_CLOCK_MS)
      return ignored('the time of the announcement of files is too far from this clock', 'NEWS_OLD')
    if (time <= author.time)
      return ignored('the announcement of files is not newer than the last one', 'NEWS_OLD')

    const news = verified()
    if (!news.ok) return { verdict: 'invalid', ...news.error }
    this.#authors.delete(peerId)
    this.#authors.set(peerId, author)
    if (this.#authors.size > MAX_FILE_NEWS_AUTHORS) dropOldest(this.#authors)
    author.time = time
    if (!author.bucket.take()) return ignored('the tab sent too many announcements of files', 'NEWS_RATE')
    return handlers.onFileNews(peerId, news.value)
  }

  /** The link ended. */
  forget(peerId: PeerId): void {
    this.#links.delete(peerId)
  }

  #bucketOf(link: PeerId): TokenBucket {
    const bucket = this.#links.get(link) ?? new TokenBucket(LINK_NEWS_RATE, this.#deps.clock)
    this.#links.set(link, bucket)
    // A message that was read before its link ended may arrive after `forget`.
    if (this.#links.size > 2 * MAX_LINKS) dropOldest(this.#links)
    return bucket
  }
}
