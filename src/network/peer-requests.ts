import type { CborValue } from '#chain/codec.ts'
import type { BlockId, TxId } from '#chain/ids.ts'
import type { Cid } from '#lib/cid.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { Result } from '#lib/result.ts'
import { NetworkError } from './network.ts'
import { BODIES, bodiesQuestion } from './protocols/bodies.ts'
import { HEADERS, headersQuestion } from './protocols/headers.ts'
import { HOLDERS, holdersQuestion } from './protocols/holders.ts'
import { POOL, poolQuestion } from './protocols/pool.ts'
import type { RequestProtocol } from './protocols/request.ts'
import { STEM, stemQuestion } from './protocols/stem.ts'
import type { WireViolation } from './protocols/wire.ts'

/**
 * Resolves to the peer's answer or to the rule that it broke; rejects with a {@link NetworkError} when there
 * is no answer.
 */
export type SendQuestion = <Question, Answer>(
  peerId: PeerId,
  protocol: RequestProtocol<Question, Answer>,
  question: CborValue,
  signal: AbortSignal,
) => Promise<Result<Answer, WireViolation>>

/** The requests of a node to its peers. An answer that breaks a rule is reported and refused. */
export class PeerRequests {
  readonly #send: SendQuestion
  readonly #onViolation: (peerId: PeerId, violation: WireViolation) => void

  constructor(send: SendQuestion, onViolation: (peerId: PeerId, violation: WireViolation) => void) {
    this.#send = send
    this.#onViolation = onViolation
  }

  async headers(
    peerId: PeerId,
    locator: readonly BlockId[],
    limit: number,
    signal: AbortSignal,
  ): Promise<Uint8Array[]> {
    const { headers } = await this.#ask(peerId, HEADERS, headersQuestion({ locator, limit }), signal)
    return this.#atMost(limit, headers, peerId)
  }

  async bodies(peerId: PeerId, ids: readonly BlockId[], signal: AbortSignal): Promise<Uint8Array[]> {
    const { bodies } = await this.#ask(peerId, BODIES, bodiesQuestion(ids), signal)
    return this.#atMost(ids.length, bodies, peerId)
  }

  async pool(peerId: PeerId, ids: readonly TxId[], signal: AbortSignal): Promise<Uint8Array[]> {
    return (await this.#ask(peerId, POOL, poolQuestion(ids), signal)).transactions
  }

  async stem(peerId: PeerId, transactions: readonly Uint8Array[], signal: AbortSignal): Promise<void> {
    await this.#ask(peerId, STEM, stemQuestion(transactions), signal)
  }

  async holders(peerId: PeerId, cids: readonly Cid[]): Promise<{ readonly announcements: Uint8Array[] }> {
    return this.#ask(peerId, HOLDERS, holdersQuestion(cids), new AbortController().signal)
  }

  async #ask<Question, Answer>(
    peerId: PeerId,
    protocol: RequestProtocol<Question, Answer>,
    question: CborValue,
    signal: AbortSignal,
  ): Promise<Answer> {
    const answer = await this.#send(peerId, protocol, question, signal)
    if (!answer.ok) throw this.#broken(peerId, answer.error)
    return answer.value
  }

  #atMost(limit: number, answers: Uint8Array[], peerId: PeerId): Uint8Array[] {
    if (answers.length <= limit) return answers
    const message = `${limit} were asked for, ${answers.length} were sent`
    throw this.#broken(peerId, { code: 'WIRE_UNREQUESTED', message })
  }

  #broken(peerId: PeerId, violation: WireViolation): NetworkError {
    this.#onViolation(peerId, violation)
    return new NetworkError('PEER_REFUSED', `${peerId} broke ${violation.code}: ${violation.message}`)
  }
}
