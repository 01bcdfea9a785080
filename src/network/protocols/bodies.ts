import type { CborValue } from '#chain/codec.ts'
import { hashToBytes } from '#chain/hash.ts'
import type { BlockId } from '#chain/ids.ts'
import { anyBytes, hash, list, tuple } from '#chain/schema.ts'
import {
  MAX_BODIES,
  MAX_BODIES_ANSWER_BYTES,
  MAX_BODIES_BYTES,
  MAX_BODIES_REQUEST_BYTES,
  REQUEST_RATE,
} from '../limits.ts'
import type { RequestProtocol } from './request.ts'

/**
 * Bodies of blocks by id, in the order of the request, empty for a missing one; the answer may end early, see
 * {@link bodiesAnswer}.
 */
export const BODIES: RequestProtocol<{ readonly ids: BlockId[] }, { readonly bodies: Uint8Array[] }> = {
  name: '/tabchain/1/bodies',
  rate: REQUEST_RATE,
  maxQuestionBytes: MAX_BODIES_REQUEST_BYTES,
  maxAnswerBytes: MAX_BODIES_ANSWER_BYTES,
  readQuestion: tuple({ ids: list(hash<BlockId>(), MAX_BODIES) }),
  readAnswer: tuple({ bodies: list(anyBytes, MAX_BODIES) }),
}

/** [[id, …]] */
export const bodiesQuestion = (ids: readonly BlockId[]): CborValue => [
  ids.slice(0, MAX_BODIES).map(hashToBytes),
]

/** [[body bytes, …]]: the first always, and what follows while all that follows fits `MAX_BODIES_BYTES`. */
export function bodiesAnswer(bodies: readonly Uint8Array[]): CborValue {
  let bytesLeft = MAX_BODIES_BYTES
  const end = bodies.findIndex((body, i) => {
    if (i > 0) bytesLeft -= body.length
    return bytesLeft < 0
  })
  return [end < 0 ? bodies : bodies.slice(0, end)]
}
