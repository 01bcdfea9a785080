import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import type { Clock } from '#lib/clock.ts'
import { dropOldest } from '#lib/drop-oldest.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { Random } from '#lib/random.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { DIAL_TIMEOUT_MS } from '../limits.ts'
import { NetworkError } from '../network.ts'
import type { OpenChannel } from '../transport/page-links.ts'
import { describe, sdpOf } from './description.ts'
import { frameChunks, frameText } from './hand-frame.ts'
import {
  type HandMessageCode,
  type HandOffer,
  readHandMessage,
  signHandAnswer,
  signHandOffer,
} from './hand-message.ts'
import {
  HAND_NONCE_BYTES,
  HAND_OFFER_CLOCK_MS,
  HAND_OFFER_LIFETIME_MS,
  MAX_ENDED_HAND_OFFERS,
  MAX_OPEN_HAND_OFFERS,
} from './limits.ts'

export interface HandLinksPorts {
  readonly self: PeerId
  readonly identitySeed: Uint8Array
  readonly networkId: string
  readonly clock: Clock
  readonly random: Random
  isLinked(peerId: PeerId): boolean
  /** Opens a channel by an offer, whose answer `introduce` resolves to; rejects with a {@link NetworkError}. */
  dial(
    timeoutMs: number,
    signal: AbortSignal,
    introduce: (sdp: string) => Promise<string>,
  ): Promise<OpenChannel>
  /** The page's answer to an offer; undefined if it cannot answer. The link opens when the offerer has it. */
  answer(peerId: PeerId, sdp: string, timeoutMs: number): Promise<string | undefined>
  /** Makes a link of an open channel; rejects with a {@link NetworkError}. */
  adopt(peerId: PeerId, channel: OpenChannel): Promise<void>
}

/** An offer or an answer, for people to carry. */
export interface HandCode {
  /** For chats and files. */
  readonly text: string
  /** The texts of its QR codes, which are shown one after the other. */
  readonly codes: readonly string[]
  /** Milliseconds by this node's clock. */
  readonly expires: number
}

export type AcceptCode =
  | HandMessageCode
  | 'OFFER_EXPECTED'
  | 'OFFER_OWN'
  | 'OFFER_EXPIRED'
  | 'LINK_DUPLICATE'
  | 'LINKS_TOO_MANY'
  | 'DIAL_FAILED'
export type CompleteCode =
  | HandMessageCode
  | 'ANSWER_EXPECTED'
  | 'ANSWER_OTHER_NETWORK'
  | 'ANSWER_OTHER_OFFER'
  | 'OFFER_EXPIRED'
  | NetworkError['code']

interface OpenOffer {
  /** Gives the page the answer. */
  readonly answer: (sdp: string) => void
  readonly channel: Promise<OpenChannel>
  readonly ended: AbortController
}

/**
 * Links two tabs by an offer and an answer that people carry between them: as pictures, texts or files. Both
 * are signed by the tabs' keys; the answer names the offer, which is valid once, for ten minutes, and as long
 * as its tab stays open. It needs no server and no other link.
 */
export class HandLinks {
  readonly #ports: HandLinksPorts
  readonly #open = new Map<string, OpenOffer>()
  /** Ids of offers that were answered or have expired. */
  readonly #ended = new Map<string, 'answered' | 'expired'>()
  /** Own answers by the ids of their offers, so that an offer that is read twice has one answer. */
  readonly #answers = new Map<string, HandCode>()

  constructor(ports: HandLinksPorts) {
    this.#ports = ports
  }

  /** Step 1, of a member: an offer to whoever reads it. Throws a {@link NetworkError}. */
  async offer(genesis: GenesisParameters): Promise<HandCode> {
    const { identitySeed, clock, random } = this.#ports
    for (const [id, { ended }] of this.#open) {
      if (this.#open.size < MAX_OPEN_HAND_OFFERS) break
      ended.abort(new NetworkError('DIAL_FAILED', 'a newer offer took its place'))
      this.#end(id, 'expired')
    }
    const ended = new AbortController()
    const { sdp, ...opening } = await this.#dial(ended)
    const description = describe(sdp)
    if (!description.ok) {
      ended.abort(new NetworkError('DIAL_FAILED', description.error.message))
      throw new NetworkError('DIAL_FAILED', description.error.message)
    }
    const expires = clock.now() + HAND_OFFER_LIFETIME_MS
    const nonce = random.bytes(HAND_NONCE_BYTES)
    const fields = { nonce, expires, genesis, description: description.value }
    const { id, content } = await signHandOffer(identitySeed, fields)
    this.#open.set(id, { ...opening, ended })
    clock.after(HAND_OFFER_LIFETIME_MS, () => {
      if (!this.#open.has(id)) return
      this.#end(id, 'expired')
      ended.abort(new NetworkError('DIAL_TIMEOUT', 'nobody answered the offer in time'))
    })
    return { text: frameText(content), codes: frameChunks(content), expires }
  }

  /** Step 2, of the other tab: reads an offer, whichever network it is of. */
  async read(text: string): Promise<Result<HandOffer, Failure<AcceptCode>>> {
    const read = await readHandMessage(text)
    if (!read.ok) return read
    const { clock, self } = this.#ports
    const offer = read.value
    if (offer.type !== 'offer')
      return fail('OFFER_EXPECTED', 'this is an answer; the tab that made the offer reads it')
    if (offer.from === self)
      return fail('OFFER_OWN', 'this tab made the offer; open it on the other device or in another tab')
    if (clock.now() > offer.expires + HAND_OFFER_CLOCK_MS)
      return fail(
        'OFFER_EXPIRED',
        'the offer has expired; ask for a new one, or check the clocks of both devices',
      )
    return ok(offer)
  }

  /** The answer to an offer of this network. */
  async accept(offer: HandOffer): Promise<Result<HandCode, Failure<AcceptCode>>> {
    const { identitySeed, answer, clock, isLinked } = this.#ports
    const before = this.#answers.get(offer.id)
    if (before) return ok(before)
    if (isLinked(offer.from))
      return fail('LINK_DUPLICATE', 'the two tabs are already linked; nothing has to be done')
    const timeoutMs = HAND_OFFER_LIFETIME_MS + HAND_OFFER_CLOCK_MS
    const sdp = await answer(offer.from, sdpOf(offer.description, 'offer'), timeoutMs)
    if (sdp === undefined)
      return fail('LINKS_TOO_MANY', 'this tab has as many links as it may have; close one in Peers')
    const description = describe(sdp)
    if (!description.ok) return fail('DIAL_FAILED', description.error.message)

    const content = await signHandAnswer(identitySeed, offer, description.value)
    const expires = Math.min(offer.expires, clock.now() + HAND_OFFER_LIFETIME_MS)
    const code = { text: frameText(content), codes: frameChunks(content), expires }
    this.#answers.set(offer.id, code)
    if (this.#answers.size > MAX_ENDED_HAND_OFFERS) dropOldest(this.#answers)
    return ok(code)
  }

  /** Step 3, of the first tab: reads the answer and resolves to the linked peer. */
  async complete(text: string): Promise<Result<PeerId, Failure<CompleteCode>>> {
    const read = await readHandMessage(text)
    if (!read.ok) return read
    const answer = read.value
    if (answer.type !== 'answer')
      return fail('ANSWER_EXPECTED', 'this is an offer; read it as an offer, or ask for the answer to yours')
    if (answer.networkId !== this.#ports.networkId)
      return fail('ANSWER_OTHER_NETWORK', 'the answer is of another network; open that network here first')
    const open = this.#open.get(answer.offerId)
    if (!open) return this.#notOpen(answer.offerId)

    this.#end(answer.offerId, 'answered')
    open.answer(sdpOf(answer.description, 'answer'))
    try {
      await this.#ports.adopt(answer.from, await open.channel)
      return ok(answer.from)
    } catch (error) {
      if (error instanceof NetworkError) return fail(error.code, error.message)
      throw error
    }
  }

  /** The network stops. */
  close(): void {
    for (const { ended } of this.#open.values())
      ended.abort(new NetworkError('NETWORK_NOT_RUNNING', 'the network stopped'))
    this.#open.clear()
  }

  /** Resolves once the page has described its connection. */
  #dial(ended: AbortController): Promise<Omit<OpenOffer, 'ended'> & { readonly sdp: string }> {
    const { dial } = this.#ports
    return new Promise((resolve, reject) => {
      let answer: (sdp: string) => void = () => {}
      const answered = new Promise<string>(settle => {
        answer = settle
      })
      const channel = dial(HAND_OFFER_LIFETIME_MS + DIAL_TIMEOUT_MS, ended.signal, sdp => {
        resolve({ sdp, answer, channel })
        return answered
      })
      channel.catch(reject)
    })
  }

  #notOpen(id: string): Result<PeerId, Failure<CompleteCode>> {
    const end = this.#ended.get(id)
    if (end === 'expired')
      return fail('OFFER_EXPIRED', 'the offer that it answers has expired; make a new one and begin again')
    return fail(
      'ANSWER_OTHER_OFFER',
      end === 'answered'
        ? 'the offer that it answers was answered already; make a new one for each tab'
        : 'it answers an offer that this tab did not make since it was opened; show the offer on this screen again',
    )
  }

  #end(id: string, how: 'answered' | 'expired'): void {
    this.#open.delete(id)
    this.#ended.set(id, how)
    if (this.#ended.size > MAX_ENDED_HAND_OFFERS) dropOldest(this.#ended)
  }
}
