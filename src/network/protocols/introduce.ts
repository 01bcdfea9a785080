import type { CborValue } from '#chain/codec.ts'
import { anyBytes, bytesUpTo, safeInteger, tuple } from '#chain/schema.ts'
import {
  INTRODUCE_RATE,
  MAX_OFFER_ANSWER_BYTES,
  MAX_OFFER_BYTES,
  MAX_WAITING_OFFERS_PER_LINK,
} from '../limits.ts'
import type { RequestProtocol } from './request.ts'

/** An offer of a link on its way to another member. */
export interface PassedOffer {
  /** Members that may still pass it on after the receiver. */
  readonly hops: number
  /** See `member-introductions/signed-description.ts`. */
  readonly offer: Uint8Array
}

/**
 * Passes a signed offer of a link towards another member. The answer comes back on the way that the offer
 * went; it is empty if nobody on that way reaches the member.
 */
export const INTRODUCE: RequestProtocol<PassedOffer, { readonly answer: Uint8Array }> = {
  name: '/tabchain/1/introduce',
  rate: INTRODUCE_RATE,
  concurrent: MAX_WAITING_OFFERS_PER_LINK,
  maxQuestionBytes: MAX_OFFER_BYTES + 16,
  maxAnswerBytes: MAX_OFFER_ANSWER_BYTES + 16,
  readQuestion: tuple({ hops: safeInteger, offer: bytesUpTo(MAX_OFFER_BYTES) }),
  readAnswer: tuple({ answer: anyBytes }),
}

/** [hops, offer] */
export const introduceQuestion = ({ hops, offer }: PassedOffer): CborValue => [hops, offer]

/** [answer], empty if there is none */
export const introduceAnswer = (answer: Uint8Array | undefined): CborValue => [answer ?? new Uint8Array()]
