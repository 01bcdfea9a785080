import type { Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { type Random, shuffled } from '#lib/random.ts'
import { withDeadline } from '#lib/timeout-signal.ts'
import {
  INTRODUCTION_FANOUT,
  INTRODUCTION_HOPS,
  INTRODUCTION_TIMEOUT_MS,
  MAX_OPEN_ANSWERS,
  MAX_WAITING_OFFERS,
  OFFER_LIFETIME_MS,
} from '../limits.ts'
import { NetworkError } from '../network.ts'
import type { PassedOffer } from '../protocols/introduce.ts'
import type { WireViolation } from '../protocols/wire.ts'
import { OfferGuard } from './offer-guard.ts'
import {
  OFFER_NONCE_BYTES,
  type Offer,
  readAnswer,
  readOffer,
  signAnswer,
  signOffer,
} from './signed-description.ts'

export interface MemberIntroductionsPorts {
  readonly self: PeerId
  readonly identitySeed: Uint8Array
  readonly networkId: string
  readonly clock: Clock
  readonly random: Random
  /** The linked peers. */
  links(): readonly PeerId[]
  /** Whether a linked peer reported this one, so that it probably reaches it. */
  knows(link: PeerId, peerId: PeerId): boolean
  /** Sends a question of `protocols/introduce.ts`; rejects with a {@link NetworkError}. */
  ask(link: PeerId, question: PassedOffer, signal: AbortSignal): Promise<Uint8Array>
  /** Whether this node takes a link with the peer now. */
  accepts(peerId: PeerId): boolean
  /** The page's answer to an offer; undefined if it cannot answer. */
  answer(peerId: PeerId, sdp: string): Promise<string | undefined>
  penalise(link: PeerId, violation: WireViolation): void
}

/** An offer as it goes on from this node. */
interface Travelling {
  readonly offer: Offer
  readonly bytes: Uint8Array
  readonly hops: number
  /** The link that it came by. */
  readonly cameFrom?: PeerId
}

/**
 * Introduces members to each other over the links that exist, without a server. A signed offer goes to the
 * member that it names: at once where that is linked, otherwise by a few links and a few hops. The answer
 * comes back on the same way, so that nobody keeps routes. Every member on the way checks both signatures;
 * none can change an offer or an answer, and whoever delivers a false one is to blame for it.
 */
export class MemberIntroductions {
  readonly #ports: MemberIntroductionsPorts
  readonly #guard: OfferGuard
  /** Peers that have an answer of this node, until they are linked or their time is over. */
  readonly #answered = new Set<PeerId>()
  #waiting = 0

  constructor(ports: MemberIntroductionsPorts) {
    this.#ports = ports
    this.#guard = new OfferGuard(ports.clock)
  }

  /** Resolves to the answer of `to` to an offer of this node; rejects with a {@link NetworkError}. */
  async introduce(to: PeerId, sdp: string, signal: AbortSignal): Promise<string> {
    const { identitySeed, networkId, clock, random } = this.#ports
    const nonce = random.bytes(OFFER_NONCE_BYTES)
    const expires = clock.now() + OFFER_LIFETIME_MS
    const bytes = signOffer(identitySeed, networkId, { to, nonce, expires, sdp })
    const read = readOffer(bytes, networkId)
    if (!read.ok) throw new NetworkError('DIAL_FAILED', `the offer is not valid: ${read.error.message}`)

    this.#guard.isNew(read.value.id)
    const answer = await this.#pass({ offer: read.value, bytes, hops: INTRODUCTION_HOPS - 1 }, signal)
    const described = answer && readAnswer(answer, networkId, read.value)
    if (described?.ok) return described.value
    throw new NetworkError('MEMBERS_SILENT', 'no linked member reaches the peer, or it takes no link now')
  }

  /** The answer to an offer that a linked peer passed on; undefined if there is none. */
  async receive({ hops, offer: bytes }: PassedOffer, cameFrom: PeerId): Promise<Uint8Array | undefined> {
    const { self, networkId, penalise } = this.#ports
    const read = readOffer(bytes, networkId)
    if (!read.ok) {
      penalise(cameFrom, read.error)
      return undefined
    }
    const offer = read.value
    if (offer.from === self || !this.#guard.isNew(offer.id)) return undefined
    if (!this.#guard.isTimely(offer) || !this.#guard.allows(offer.from)) return undefined
    if (offer.to === self) return this.#answer(offer)
    if (this.#waiting >= MAX_WAITING_OFFERS) return undefined
    this.#waiting++
    try {
      const left = Math.min(hops, INTRODUCTION_HOPS - 1) - 1
      return await this.#pass({ offer, bytes, hops: left, cameFrom })
    } finally {
      this.#waiting--
    }
  }

  /** A link opened or ended. */
  linkChanged(peerId: PeerId): void {
    this.#answered.delete(peerId)
    this.#guard.forget(peerId)
  }

  async #answer(offer: Offer): Promise<Uint8Array | undefined> {
    const { accepts, answer, identitySeed, networkId, clock } = this.#ports
    const { from } = offer
    if (this.#answered.has(from) || this.#answered.size >= MAX_OPEN_ANSWERS || !accepts(from))
      return undefined
    this.#answered.add(from)
    clock.after(OFFER_LIFETIME_MS, () => this.#answered.delete(from))
    const sdp = await answer(from, offer.sdp)
    return sdp === undefined ? undefined : signAnswer(identitySeed, networkId, offer, sdp)
  }

  /** The first valid answer over one of the links that the offer goes by. */
  async #pass(travelling: Travelling, signal?: AbortSignal): Promise<Uint8Array | undefined> {
    const links = this.#waysFor(travelling).filter(link => this.#guard.maySend(link))
    const answered = new AbortController()
    const signals = signal ? [signal, answered.signal] : [answered.signal]
    try {
      return await withDeadline(this.#ports.clock, INTRODUCTION_TIMEOUT_MS, signals, timely =>
        Promise.any(links.map(link => this.#ask(link, travelling, timely))),
      )
    } catch (error) {
      if (error instanceof AggregateError) return undefined
      throw error
    } finally {
      answered.abort(new Error('another member delivered the offer'))
    }
  }

  /** The peer itself where it is linked; otherwise members that reported it before others. */
  #waysFor({ offer: { from, to }, hops, cameFrom }: Travelling): PeerId[] {
    const { links, knows, random } = this.#ports
    const all = links()
    if (all.includes(to)) return [to]
    if (hops < 0) return []
    return shuffled(
      all.filter(link => link !== cameFrom && link !== from),
      random,
    )
      .sort((a, b) => Number(knows(b, to)) - Number(knows(a, to)))
      .slice(0, INTRODUCTION_FANOUT)
  }

  async #ask(link: PeerId, { offer, bytes, hops }: Travelling, signal: AbortSignal): Promise<Uint8Array> {
    const { ask, networkId, penalise } = this.#ports
    const answer = await ask(link, { hops: Math.max(0, hops), offer: bytes }, signal)
    if (answer.length === 0) throw new NetworkError('DIAL_FAILED', `${link} does not reach the peer`)
    const read = readAnswer(answer, networkId, offer)
    if (read.ok) return answer
    penalise(link, read.error)
    throw new NetworkError('PEER_REFUSED', read.error.message)
  }
}
