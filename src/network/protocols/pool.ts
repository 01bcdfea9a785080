import type { CborValue } from '#chain/codec.ts'
import type { TxId } from '#chain/ids.ts'
import { anyBytes, list, type Reader, tuple } from '#chain/schema.ts'
import { bytesToHex, concatBytes, hexToBytes } from '#lib/bytes.ts'
import { err, ok } from '#lib/result.ts'
import {
  MAX_POOL_ANSWER_BYTES,
  MAX_POOL_BYTES,
  MAX_POOL_IDS,
  MAX_POOL_QUESTION_BYTES,
  MAX_POOL_TRANSACTIONS,
  POOL_RATE,
  SHORT_ID_BYTES,
} from '../limits.ts'
import type { RequestProtocol } from './request.ts'

/** The beginning of a transaction's id, hex, by which a pool exchange names it. */
export const shortId = (id: TxId): string => id.slice(0, 2 * SHORT_ID_BYTES)

const shortIds: Reader<string[]> = value => {
  const read = anyBytes(value)
  if (!read.ok) return read
  const { length } = read.value
  if (length % SHORT_ID_BYTES !== 0) return err(`${length} bytes are not a whole number of ids`)
  if (length > MAX_POOL_IDS * SHORT_ID_BYTES) return err(`more than ${MAX_POOL_IDS} ids`)
  return ok(
    Array.from({ length: length / SHORT_ID_BYTES }, (_, i) =>
      bytesToHex(read.value.subarray(i * SHORT_ID_BYTES, (i + 1) * SHORT_ID_BYTES)),
    ),
  )
}

/**
 * Pending transactions that only the peer has: the request lists the asker's, the answer has the missing
 * ones.
 */
export const POOL: RequestProtocol<{ readonly held: string[] }, { readonly transactions: Uint8Array[] }> = {
  name: '/tabchain/1/pool',
  rate: POOL_RATE,
  maxQuestionBytes: MAX_POOL_QUESTION_BYTES,
  maxAnswerBytes: MAX_POOL_ANSWER_BYTES,
  readQuestion: tuple({ held: shortIds }),
  readAnswer: tuple({ transactions: list(anyBytes, MAX_POOL_TRANSACTIONS) }),
}

/** [short ids one after another] */
export const poolQuestion = (ids: readonly TxId[]): CborValue => [
  concatBytes(...ids.slice(0, MAX_POOL_IDS).map(id => hexToBytes(shortId(id)))),
]

/** [[transaction bytes, …]]: the first always, and what follows while all of it fits `MAX_POOL_BYTES`. */
export function poolAnswer(transactions: readonly Uint8Array[]): CborValue {
  let bytesLeft = MAX_POOL_BYTES
  const most = transactions.slice(0, MAX_POOL_TRANSACTIONS)
  const end = most.findIndex((bytes, i) => {
    bytesLeft -= bytes.length
    return i > 0 && bytesLeft < 0
  })
  return [end < 0 ? most : most.slice(0, end)]
}
