import { randomBytes } from 'node:crypto'
import type { Log } from '../log.ts'
import type { Cluster, ClusterHost, Letter, RemotePeers } from './cluster.ts'
import { type Kind, type Line, readBatch } from './letters.ts'
import { Locator } from './locator.ts'
import { Mailbox } from './mailbox.ts'
import { Presence } from './presence.ts'
import { connectRedis, type RedisLink } from './redis-link.ts'
import { Routes } from './routes.ts'
import { channelOf } from './scripts.ts'

/** Three tries within the time after which an instance counts as gone. */
const REFRESH_MS = 2_000
/** About 200 bytes each. */
const MAX_ROUTES = 20_000

/** Connects this instance with the others through the Redis at `url`. Throws a `ServerFault` if it cannot. */
export async function joinCluster(url: string, host: ClusterHost, log: Log): Promise<Cluster> {
  const instance = randomBytes(6).toString('hex')
  let cluster: RedisCluster | undefined
  const link = await connectRedis(url, channelOf(instance), message => cluster?.receive(message))
  cluster = new RedisCluster(instance, link, host, log)
  await cluster.refresh()
  return cluster
}

class RedisCluster implements Cluster {
  readonly #host: ClusterHost
  readonly #link: RedisLink
  readonly #log: Log
  readonly #presence: Presence
  readonly #mailbox: Mailbox
  readonly #locator: Locator
  readonly #routes = new Routes(MAX_ROUTES)
  /** Peers whose claim Redis has not answered: what arrives about them is older. */
  readonly #claiming = new Set<string>()
  #connected = true
  #timer: NodeJS.Timeout | undefined
  #closed = false

  constructor(instance: string, link: RedisLink, host: ClusterHost, log: Log) {
    this.#host = host
    this.#link = link
    this.#log = log
    this.#presence = new Presence(instance, link, host)
    this.#mailbox = new Mailbox(instance, link, (gone, isGone, letters) =>
      this.#onReturned(gone, isGone, letters),
    )
    this.#locator = new Locator(
      peers => this.#presence.locate(peers),
      (place, letters) => this.#onPlaced(place, letters),
      letters => this.#onAbsent(letters),
    )
    link.onReady(() => void this.refresh())
    link.onLost(reason => this.#lost(reason))
  }

  status(): { connected: boolean; instances: number } {
    return { connected: this.#connected, instances: this.#connected ? this.#presence.others.length + 1 : 1 }
  }

  async claim(networkId: string, peerId: string, since: number): Promise<void> {
    if (!this.#connected) return
    const peer = `${networkId} ${peerId}`
    this.#claiming.add(peer)
    await this.#presence.take(networkId, peerId, since).catch(() => {})
    this.#claiming.delete(peer)
  }

  leave(networkId: string, peerId: string): void {
    if (this.#connected) this.#presence.leave(networkId, peerId)
  }

  forward(letter: Letter): void {
    if (!this.#connected) return this.#onAbsent([letter])
    const instance = this.#routes.get(letter.networkId, letter.dst)
    if (instance === undefined || this.#locator.isLooking(letter)) this.#locator.find(letter)
    else this.#mailbox.post(instance, letter.isOffer ? 'offer' : 'other', letter)
  }

  async sample(networkId: string, limit: number): Promise<RemotePeers[]> {
    return this.#connected ? this.#presence.sample(networkId, limit).catch(() => []) : []
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    if (this.#connected) await this.#presence.strikeOff().catch(() => {})
    this.#link.close()
  }

  /** Reports that this instance lives; after a loss it puts right what Redis has of it. */
  async refresh(): Promise<void> {
    clearTimeout(this.#timer)
    if (this.#closed) return
    try {
      for (const gone of await this.#presence.refresh()) this.#routes.forget(gone)
      this.#found()
    } catch (error) {
      this.#lost(error instanceof Error ? error.message : String(error))
    }
    if (this.#closed) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.refresh(), REFRESH_MS).unref()
  }

  receive(message: string): void {
    const { from, lines } = readBatch(message)
    for (const line of lines) this.#onLine(from, line)
  }

  #onLine(from: string, line: Line): void {
    if (line.type === 'evict') {
      const { networkId, peerId } = line
      if (this.#claiming.has(`${networkId} ${peerId}`)) return
      this.#routes.set(networkId, peerId, from)
      return this.#host.evict(networkId, peerId)
    }
    const { type, letter } = line
    switch (type) {
      case 'back':
        this.#routes.delete(letter.networkId, letter.dst)
        return this.#locator.find({ ...letter, isRetry: true })
      case 'lost':
        return this.#onAbsent([letter])
      default:
        this.#routes.set(letter.networkId, letter.src, from)
        if (this.#host.deliver(letter) || !letter.isOffer) return
        this.#mailbox.post(from, type === 'offer' ? 'back' : 'lost', letter)
    }
  }

  #onPlaced(place: string, letters: readonly Letter[]): void {
    for (const letter of letters) {
      this.#routes.set(letter.networkId, letter.dst, place)
      this.#mailbox.post(place, letter.isOffer ? (letter.isRetry ? 'again' : 'offer') : 'other', letter)
    }
  }

  /** An instance that was killed a moment ago is struck off, and letters for it are tried elsewhere once. */
  #onReturned(instance: string, isGone: boolean, letters: readonly (readonly [Kind, Letter])[]): void {
    if (isGone) {
      this.#routes.forget(instance)
      this.#presence.strikeOff(instance).catch(() => {})
    }
    for (const [kind, letter] of letters) {
      if (isGone && (kind === 'offer' || kind === 'other')) this.#locator.find({ ...letter, isRetry: true })
      else if (kind === 'offer' || kind === 'again') this.#onAbsent([letter])
    }
  }

  #onAbsent(letters: readonly Letter[]): void {
    for (const { isOffer, networkId, src, dst } of letters)
      if (isOffer) this.#host.expire(networkId, src, dst)
  }

  #lost(reason: string): void {
    if (!this.#connected || this.#closed) return
    this.#connected = false
    this.#log.warn('redis-away', `Redis is away (${reason}): this instance introduces only its own tabs.`)
  }

  #found(): void {
    if (this.#connected) return
    this.#connected = true
    this.#log.info('redis-back', `Redis is back, with ${this.#presence.others.length} other instances.`)
  }
}
