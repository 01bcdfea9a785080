import type { CborValue } from '#chain/codec.ts'
import { anyBytes, list, type Reader, tuple } from '#chain/schema.ts'
import { MAX_STEM_BYTES, MAX_STEM_TRANSACTIONS, STEM_RATE } from '../limits.ts'
import type { RequestProtocol } from './request.ts'

/**
 * Transactions for one peer only, before they are gossiped. The answer is the same whether they are new to
 * the peer or not, so that it does not reveal which transactions the peer has.
 */
export const STEM: RequestProtocol<{ readonly transactions: Uint8Array[] }, Record<never, never>> = {
  name: '/tabchain/1/stem',
  rate: STEM_RATE,
  maxQuestionBytes: MAX_STEM_BYTES,
  maxAnswerBytes: 1,
  readQuestion: tuple({ transactions: list(anyBytes, MAX_STEM_TRANSACTIONS) }),
  readAnswer: tuple({}) as Reader<Record<never, never>>,
}

/** [[transaction bytes, …]] */
export const stemQuestion = (transactions: readonly Uint8Array[]): CborValue => [[...transactions]]

/** [] */
export const stemAnswer = (): CborValue => []
