import type { Clock } from '#lib/clock.ts'
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
  /** Is it linked, or does somebody who is linked know it? */
  readonly isKnown: (peerId: PeerId) => boolean
}

interface Author {
  /** That its last news carried. */
  time: number
  readonly bucket: TokenBucket
}

const ignored = (reason: string, code: string): Verdict => ({ verdict: 'unchecked', reason, code })

/**
 * News of who holds which file: each once, in order, of now, of a tab that is known, and not faster than a
 * tab has any. Nobody is blamed for passing on what is late or too much.
 */
export class FileGossip {
  readonly #deps: FileGossipDependencies
  readonly #authors = new Map<string, Author>()
  /** What each link may bring, of whomever. */
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
   * What is cheap to ask comes before the signature, which takes a millisecond; what an author may say counts
   * after it, so that nobody else uses it up.
   */
  async check(bytes: Uint8Array, from: PeerId): Promise<Verdict> {
    const { networkId, clock, handlers, isKnown } = this.#deps
    if (!this.#bucketOf(from).take()) return ignored('more news than a link brings', 'NEWS_RATE')
    const read = readFileNews(bytes, networkId)
    if (!read.ok) return { verdict: 'invalid', ...read.error }
    const { peerId, time, verified } = read.value

    if (!isKnown(peerId)) return ignored('news of a tab that nobody here knows', 'NEWS_UNKNOWN')
    const author = this.#authors.get(peerId) ?? {
      time: 0,
      bucket: new TokenBucket(AUTHOR_NEWS_RATE, clock),
    }
    if (Math.abs(time - clock.now()) > FILE_NEWS_CLOCK_MS) return ignored('news of another time', 'NEWS_OLD')
    if (time <= author.time) return ignored('older than what was heard', 'NEWS_OLD')

    const news = verified()
    if (!news.ok) return { verdict: 'invalid', ...news.error }
    this.#authors.delete(peerId)
    this.#authors.set(peerId, author)
    if (this.#authors.size > MAX_FILE_NEWS_AUTHORS) {
      this.#authors.delete(this.#authors.keys().next().value as string)
    }
    author.time = time
    if (!author.bucket.take()) return ignored('more news than a tab has', 'NEWS_RATE')
    return handlers.onFileNews(peerId, news.value)
  }

  /** The link ended. */
  forget(peerId: PeerId): void {
    this.#links.delete(peerId)
  }

  #bucketOf(link: PeerId): TokenBucket {
    const bucket = this.#links.get(link) ?? new TokenBucket(LINK_NEWS_RATE, this.#deps.clock)
    this.#links.set(link, bucket)
    // A message that was read when its link ended comes after `forget`.
    if (this.#links.size > 2 * MAX_LINKS) this.#links.delete(this.#links.keys().next().value as string)
    return bucket
  }
}
