import type { Cid } from '#lib/cid.ts'
import type { Clock } from '#lib/clock.ts'
import { dropOldest } from '#lib/drop-oldest.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { TokenBucket } from '#lib/token-bucket.ts'
import {
  AUTHOR_NEWS_RATE,
  FILE_NEWS_CLOCK_MS,
  LINK_NEWS_RATE,
  MAX_FILE_NEWS_AUTHORS,
  NEWS_TURNS,
  STRANGER_NEWS_RATE,
} from './limits.ts'
import { MAX_LINKS } from './link-messages.ts'
import type { FileNews, NetworkHandlers, Verdict } from './network.ts'
import { NewsMemory } from './news-memory.ts'
import { encodeFileNews, readFileNews, type SignedFileNews } from './protocols/file-news.ts'

interface FileGossipDependencies {
  readonly identitySeed: Uint8Array
  readonly networkId: string
  readonly clock: Clock
  readonly handlers: Pick<NetworkHandlers, 'onFileNews'>
  /** Is the peer linked, or known to a linked peer? */
  readonly isKnown: (peerId: PeerId) => boolean
  /** In a large network most authors are unknown to most tabs. */
  readonly isLarge: () => boolean
}

interface Author {
  /** The time of its latest announcement. */
  time: number
  readonly bucket: TokenBucket
}

interface LinkRates {
  readonly all: TokenBucket
  /** In bytes. */
  readonly strangers: TokenBucket
}

const ignored = (reason: string, code: string): Verdict => ({ verdict: 'unchecked', reason, code })

/**
 * Checks announcements of files: each must be newer than the last one of its author, of the present time,
 * within the rate limits, and from a known tab or, in a large network, within the share of strangers. A peer
 * is not penalised for relaying one that is late or too many.
 */
export class FileGossip {
  readonly #deps: FileGossipDependencies
  readonly #authors = new Map<string, Author>()
  /** The rate limits of each link, over all authors. */
  readonly #links = new Map<string, LinkRates>()
  readonly #memory: NewsMemory
  #lastOwn = 0

  constructor(deps: FileGossipDependencies) {
    this.#deps = deps
    this.#memory = new NewsMemory(deps.clock)
  }

  encode(news: FileNews): Uint8Array {
    const { identitySeed, networkId, clock } = this.#deps
    this.#lastOwn = Math.max(clock.now(), this.#lastOwn + 1)
    return encodeFileNews(identitySeed, networkId, this.#lastOwn, news)
  }

  /** The cheap checks are before the signature, which takes a millisecond. */
  async check(bytes: Uint8Array, from: PeerId): Promise<Verdict> {
    const { networkId, clock } = this.#deps
    const rates = this.#ratesOf(from)
    if (!rates.all.take()) return ignored('the link sent too many announcements of files', 'NEWS_RATE')
    const read = readFileNews(bytes, networkId)
    if (!read.ok) return { verdict: 'invalid', ...read.error }

    const stranger = this.#strangerRefused(read.value.peerId, bytes, rates)
    if (stranger) return stranger
    if (Math.abs(read.value.time - clock.now()) > FILE_NEWS_CLOCK_MS)
      return ignored('the time of the announcement of files is too far from this clock', 'NEWS_OLD')
    return this.#judge(read.value, bytes)
  }

  /**
   * Takes in an announcement that a peer repeated in an answer. It may be as old as its author's turns allow;
   * whoever closed since is found out by a dial.
   */
  async checkRepeated(bytes: Uint8Array): Promise<Verdict> {
    const read = readFileNews(bytes, this.#deps.networkId)
    if (!read.ok) return { verdict: 'invalid', ...read.error }
    const age = this.#deps.clock.now() - read.value.time
    if (age < -FILE_NEWS_CLOCK_MS || age > FILE_NEWS_CLOCK_MS + NEWS_TURNS * read.value.turnMs)
      return ignored('the repeated announcement of files is too old', 'NEWS_OLD')
    return this.#judge(read.value, bytes)
  }

  /** The latest announcements of holders of these files. */
  of(cids: readonly Cid[]): Uint8Array[] {
    return this.#memory.of(cids)
  }

  /** The link ended. */
  forget(peerId: PeerId): void {
    this.#links.delete(peerId)
  }

  /** The author's rate limit is after the signature, so that nobody else can use it up. */
  async #judge(read: SignedFileNews, bytes: Uint8Array): Promise<Verdict> {
    const { clock, handlers } = this.#deps
    const { peerId, time, turnMs, verified } = read
    const author = this.#authors.get(peerId) ?? {
      time: 0,
      bucket: new TokenBucket(AUTHOR_NEWS_RATE, clock),
    }
    if (time <= author.time)
      return ignored('the announcement of files is not newer than the last one', 'NEWS_OLD')
    const news = verified()
    if (!news.ok) return { verdict: 'invalid', ...news.error }
    this.#authors.delete(peerId)
    this.#authors.set(peerId, author)
    if (this.#authors.size > MAX_FILE_NEWS_AUTHORS) dropOldest(this.#authors)
    author.time = time
    if (!author.bucket.take()) return ignored('the tab sent too many announcements of files', 'NEWS_RATE')
    const verdict = await handlers.onFileNews(peerId, news.value)
    if (verdict.verdict === 'valid') this.#memory.remember(peerId, bytes, news.value.held, turnMs)
    return verdict
  }

  /** Anybody can create keys: in a small network they count only if a link vouches for them. */
  #strangerRefused(author: PeerId, { length }: Uint8Array, { strangers }: LinkRates): Verdict | undefined {
    if (this.#deps.isKnown(author)) return undefined
    if (!this.#deps.isLarge())
      return ignored('the announcement of files is from an unknown tab', 'NEWS_UNKNOWN')
    if (strangers.take(length)) return undefined
    return ignored('the link sent too many announcements of files by unknown tabs', 'NEWS_RATE')
  }

  #ratesOf(link: PeerId): LinkRates {
    const { clock } = this.#deps
    const rates = this.#links.get(link) ?? {
      all: new TokenBucket(LINK_NEWS_RATE, clock),
      strangers: new TokenBucket(STRANGER_NEWS_RATE, clock),
    }
    this.#links.set(link, rates)
    // A message that was read before its link ended may arrive after `forget`.
    if (this.#links.size > 2 * MAX_LINKS) dropOldest(this.#links)
    return rates
  }
}
