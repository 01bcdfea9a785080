import { hashOf } from '#chain/hash.ts'
import type { Hash } from '#chain/ids.ts'
import type { Clock } from '#lib/clock.ts'
import type { NetworkHandlers, Verdict } from '#network/network.ts'
import { VERDICTS } from '#network/verdicts.ts'
import { unpackTransaction } from '#node/pool/transaction-message.ts'
import { MAX_CODE_BYTES, MAX_MESSAGE_BYTES, SIGHTINGS_KEPT, SIGHTINGS_PER_PEER } from './limits.ts'
import type { Sighting, SightingVerdict } from './wire/lab-protocol.ts'

interface Seen {
  readonly peerId: string
  readonly id: string
  readonly verdict: SightingVerdict
  readonly rule: string
  readonly message: string
}

/**
 * Watches how the node judges what peers send it, and remembers the results. It stands between the network
 * and the node's handlers, and passes everything on unchanged.
 */
export class Observer {
  readonly #clock: Clock
  readonly #sightings = new Map<string, Seen & { count: number }>()
  readonly #perPeer = new Map<string, number>()
  readonly #scores = new Map<string, number>()
  readonly #cutOff = new Set<string>()
  readonly #arrivals = new Map<string, number>()
  readonly #received = new Map<string, number>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** The node's handlers, observed. */
  watch(handlers: NetworkHandlers): NetworkHandlers {
    return {
      head: () => handlers.head(),
      serveHeaders: (locator, limit) => handlers.serveHeaders(locator, limit),
      serveBodies: ids => handlers.serveBodies(ids),
      servePool: held => handlers.servePool(held),
      onStem: (transactions, from) => handlers.onStem(transactions, from),
      onFileNews: (peerId, news) => handlers.onFileNews(peerId, news),
      onFault: fault => handlers.onFault(fault),
      onPeer: (peer, change) => handlers.onPeer(peer, change),
      onSignaling: (status, server) => handlers.onSignaling(status, server),
      onReach: () => handlers.onReach(),
      onKnownPeers: peers => handlers.onKnownPeers(peers),
      onTransaction: async (bytes, from) => {
        const id = transactionId(bytes)
        this.#arrived(id)
        return this.#judged(await handlers.onTransaction(bytes, from), from, id)
      },
      onBlock: async (announcement, from) => {
        const id = hashOf<Hash>(announcement.header)
        this.#arrived(id)
        return this.#judged(await handlers.onBlock(announcement, from), from, id)
      },
      onEvent: (type, data) => {
        this.#noteEvent(type, data)
        handlers.onEvent(type, data)
      },
    }
  }

  /** What these peers sent, and what any peer sent of these blocks and transactions. */
  sightings(peers: readonly string[], ids: readonly string[]): Sighting[] {
    return [...this.#sightings.values()].filter(
      ({ peerId, id }) => peers.includes(peerId) || ids.includes(id),
    )
  }

  /** Counts a gossip message of any kind from a peer. */
  countGossip(peerId: string): void {
    this.#received.set(peerId, this.received(peerId) + 1)
    bound(this.#received)
  }

  /** Counts judged announcements of files, which have no id. */
  countNews(peerId: string, verdict: Verdict): void {
    this.#judged(verdict, peerId, '')
  }

  /** The number of gossip messages from a peer. */
  received(peerId: string): number {
    return this.#received.get(peerId) ?? 0
  }

  score(peerId: string): number {
    return this.#scores.get(peerId) ?? 0
  }

  wasCutOff(peerId: string): boolean {
    return this.#cutOff.has(peerId)
  }

  /** The time since this id arrived first. */
  arrivedAgo(id: string): number | undefined {
    const at = this.#arrivals.get(id)
    return at === undefined ? undefined : Math.max(0, this.#clock.now() - at)
  }

  #judged(verdict: Verdict, peerId: string, id: string): Verdict {
    switch (verdict.verdict) {
      case 'valid':
        this.#remember({ peerId, id, verdict: 'valid', rule: '', message: '' })
        return verdict
      case 'unchecked': {
        const { code = '', reason } = verdict
        // It was judged before, as valid.
        if (code === 'BLOCK_KNOWN') {
          this.#remember({ peerId, id, verdict: 'valid', rule: '', message: '' })
          return verdict
        }
        this.#remember({ peerId, id, verdict: 'unchecked', rule: code, message: reason })
        return verdict
      }
      case 'invalid': {
        const { code, message } = verdict
        this.#remember({ peerId, id, verdict: VERDICTS[code].verdict, rule: code, message })
        return verdict
      }
    }
  }

  #noteEvent(type: string, data: Record<string, unknown>): void {
    const { peerId, code, message, score, reason } = data
    if (typeof peerId !== 'string') return
    if (type === 'peer-penalised') {
      const rule = String(code)
      this.#scores.set(peerId, Number(score))
      bound(this.#scores)
      this.#remember({ peerId, id: '', verdict: verdictOf(rule), rule, message: String(message) })
    }
    const forItsScore = type === 'link-closed' && String(reason).startsWith('its score fell')
    if (type === 'peer-banned' || forItsScore) {
      this.#cutOff.add(peerId)
      if (this.#cutOff.size > SIGHTINGS_KEPT) this.#cutOff.delete([...this.#cutOff][0] ?? '')
    }
  }

  #arrived(id: string): void {
    if (id === '' || this.#arrivals.has(id)) return
    this.#arrivals.set(id, this.#clock.now())
    bound(this.#arrivals)
  }

  #remember(seen: Seen): void {
    const own = this.#perPeer.get(seen.peerId) ?? 0
    const { peerId, verdict, rule } = seen
    const id = own < SIGHTINGS_PER_PEER ? seen.id : ''
    const key = [peerId, id, verdict, rule].join()
    const before = this.#sightings.get(key)
    if (before) {
      before.count++
      return
    }
    this.#sightings.set(key, {
      ...seen,
      id,
      rule: seen.rule.slice(0, MAX_CODE_BYTES),
      message: shortened(seen.message),
      count: 1,
    })
    this.#perPeer.set(peerId, own + 1)
    bound(this.#sightings)
    bound(this.#perPeer)
  }
}

/** The id that the bytes have or would have as a transaction. */
function transactionId(message: Uint8Array): string {
  const bytes = unpackTransaction(message)
  return bytes.ok ? hashOf<Hash>(bytes.value) : ''
}

function verdictOf(rule: string): SightingVerdict {
  return Object.hasOwn(VERDICTS, rule) ? VERDICTS[rule as keyof typeof VERDICTS].verdict : 'invalid'
}

/** Short enough for the bound in bytes of UTF-8, whatever its characters. */
const shortened = (text: string): string => text.slice(0, Math.floor(MAX_MESSAGE_BYTES / 3)).toWellFormed()

function bound(map: Map<string, unknown>): void {
  const [oldest] = map.keys()
  if (map.size > SIGHTINGS_KEPT && oldest !== undefined) map.delete(oldest)
}
