import { type GossipSub, type TopicValidatorFn, TopicValidatorResult } from '@libp2p/gossipsub'
import { BugError } from '#lib/assert.ts'
import type { Clock } from '#lib/clock.ts'
import { JudgingFault, judged, judgedLater } from '#lib/judged.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { TokenBucket } from '#lib/token-bucket.ts'
import type { FileGossip } from './file-gossip.ts'
import type { Topics } from './gossip-parameters.ts'
import {
  GOSSIP_RATE,
  MAX_BLOCK_MESSAGE_BYTES,
  MAX_CHECKED_BYTES,
  MAX_CHECKED_MESSAGES,
  MAX_FILE_NEWS_BYTES,
  MAX_TRANSACTION_MESSAGE_BYTES,
} from './limits.ts'
import type { BlockAnnouncement, FileNews, NetworkHandlers, Verdict } from './network.ts'
import { nameOfPeer } from './peer-id.ts'
import { announcedOf, decodeAnnouncement, encodeAnnouncement } from './protocols/announcement.ts'
import { VERDICTS } from './verdicts.ts'

/** A gossip message in a fault report, by the step that failed; its id is not known. */
const bytesOf = (step: string) => ({ what: 'message', id: '', step }) as const

export interface GossipDependencies {
  readonly pubsub: GossipSub
  readonly topics: Topics
  readonly clock: Clock
  readonly handlers: Pick<NetworkHandlers, 'onTransaction' | 'onBlock' | 'onFault'>
  readonly files: FileGossip
  /** Whether the peer has a link, even before its handshake. */
  readonly isLinked: (peerId: PeerId) => boolean
  /** Resolves to true after the peer's handshake, and to false if it fails. */
  readonly joined: (peerId: PeerId) => Promise<boolean>
  readonly penalise: (peerId: PeerId, verdict: Verdict & { verdict: 'invalid' }) => void
  readonly onGossip?: ((peerId: PeerId) => void) | undefined
  readonly onNews?: ((peerId: PeerId, verdict: Verdict) => void) | undefined
}

interface Share {
  messages: number
  bytes: number
}

/**
 * Transactions, block announcements and announcements of files over gossipsub. A message is relayed only
 * after the node's handler has accepted it. A message that could not be checked is ignored without a penalty.
 */
export class Gossip {
  readonly #deps: GossipDependencies
  readonly #buckets = new Map<string, TokenBucket>()
  /** Messages that are being checked, by the peer that sent them. */
  readonly #checking = new Map<string, Share>()

  constructor(deps: GossipDependencies) {
    this.#deps = deps
  }

  start(): void {
    const { pubsub, topics, handlers, files } = this.#deps
    pubsub.topicValidators.set(
      topics.transactions,
      this.#validator(MAX_TRANSACTION_MESSAGE_BYTES, handlers.onTransaction.bind(handlers)),
    )
    pubsub.topicValidators.set(
      topics.blocks,
      this.#validator(MAX_BLOCK_MESSAGE_BYTES, async (bytes, from) => {
        const announcement = judged(bytesOf('announcement'), () => decodeAnnouncement(bytes))
        if (!announcement.ok) return { verdict: 'invalid', ...announcement.error }
        return handlers.onBlock(announcement.value, from)
      }),
    )
    pubsub.topicValidators.set(
      topics.files,
      this.#validator(MAX_FILE_NEWS_BYTES, async (bytes, from) => {
        const verdict = await judgedLater(bytesOf('file news'), () => files.check(bytes, from))
        this.#deps.onNews?.(from, verdict)
        return verdict
      }),
    )
    for (const topic of Object.values(topics)) pubsub.subscribe(topic)
  }

  /** Returns the number of peers that it was sent to; 0 for a message that was just seen. */
  async publishTransaction(bytes: Uint8Array): Promise<number> {
    return this.#publish(this.#deps.topics.transactions, bytes)
  }

  async publishBlock(announcement: BlockAnnouncement): Promise<number> {
    return this.#publish(this.#deps.topics.blocks, encodeAnnouncement(announcedOf(announcement)))
  }

  async publishFileNews(news: FileNews): Promise<number> {
    const { topics, files } = this.#deps
    return this.#publish(topics.files, files.encode(news))
  }

  /** Takes in announcements that a peer repeated; returns the rule that one of them breaks, if any. */
  async hearRepeated(
    announcements: readonly Uint8Array[],
  ): Promise<(Verdict & { verdict: 'invalid' }) | undefined> {
    for (const bytes of announcements) {
      const verdict = await judgedLater(bytesOf('file news'), () => this.#deps.files.checkRepeated(bytes))
      if (verdict.verdict === 'invalid') return verdict
    }
    return undefined
  }

  forget(peerId: PeerId): void {
    this.#buckets.delete(peerId)
    this.#deps.files.forget(peerId)
  }

  async #publish(topic: string, data: Uint8Array): Promise<number> {
    return (await this.#deps.pubsub.publish(topic, data)).recipients.length
  }

  #validator(
    maxBytes: number,
    check: (bytes: Uint8Array, from: PeerId) => Promise<Verdict>,
  ): TopicValidatorFn {
    return async (peer, { data }) => {
      const from = nameOfPeer(peer)
      this.#deps.onGossip?.(from)
      // The link ended after the message was read. It would wait for a handshake in vain, in the place of
      // others.
      if (!this.#deps.isLinked(from)) return TopicValidatorResult.Ignore
      if (data.length > maxBytes) {
        return this.#conclude(from, {
          verdict: 'invalid',
          code: 'WIRE_TOO_LARGE',
          message: `a gossip message of ${data.length} bytes, at most ${maxBytes} are allowed`,
        })
      }
      if (!this.#bucket(from).take()) {
        return this.#conclude(from, {
          verdict: 'invalid',
          code: 'WIRE_FLOOD',
          message: 'the peer sends gossip messages faster than a node can check them',
        })
      }
      const share = this.#checking.get(from) ?? { messages: 0, bytes: 0 }
      if (share.messages >= MAX_CHECKED_MESSAGES || share.bytes + data.length > MAX_CHECKED_BYTES) {
        return TopicValidatorResult.Ignore
      }

      let verdict: Verdict
      this.#take(from, share, 1, data.length)
      try {
        // Gossip may be faster than the handshake, and an ignored message is not sent again for a while.
        if (!(await this.#deps.joined(from))) return TopicValidatorResult.Ignore
        verdict = await check(data, from)
      } catch (error) {
        // A handler that fails (storage, a dead worker) has no verdict. A bug of the app is rethrown.
        if (error instanceof JudgingFault) this.#deps.handlers.onFault(error)
        if (error instanceof BugError) queueMicrotask(() => Promise.reject(error))
        return TopicValidatorResult.Ignore
      } finally {
        this.#take(from, share, -1, -data.length)
      }
      await this.#pause(verdict)
      return this.#conclude(from, verdict)
    }
  }

  async #pause(verdict: Verdict): Promise<void> {
    if (verdict.verdict !== 'valid' || !verdict.afterMs) return
    const { afterMs } = verdict
    await new Promise<void>(resolve => this.#deps.clock.after(afterMs, resolve))
  }

  /** A share remains after its link until the last check has ended. */
  #take(from: PeerId, share: Share, messages: number, bytes: number): void {
    share.messages += messages
    share.bytes += bytes
    if (share.messages > 0) this.#checking.set(from, share)
    else if (this.#checking.get(from) === share) this.#checking.delete(from)
  }

  #conclude(from: PeerId, verdict: Verdict): TopicValidatorResult {
    switch (verdict.verdict) {
      case 'valid':
        return TopicValidatorResult.Accept
      case 'unchecked':
        return TopicValidatorResult.Ignore
      case 'invalid': {
        this.#deps.penalise(from, verdict)
        return VERDICTS[verdict.code].verdict === 'invalid'
          ? TopicValidatorResult.Reject
          : TopicValidatorResult.Ignore
      }
    }
  }

  #bucket(peerId: PeerId): TokenBucket {
    const bucket = this.#buckets.get(peerId) ?? new TokenBucket(GOSSIP_RATE, this.#deps.clock)
    this.#buckets.set(peerId, bucket)
    return bucket
  }
}
