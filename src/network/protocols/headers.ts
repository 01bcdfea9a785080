import type { CborValue } from '#chain/codec.ts'
import { hashToBytes } from '#chain/hash.ts'
import type { BlockId } from '#chain/ids.ts'
import { MAX_HEADER_BYTES } from '#chain/limits.ts'
import { anyBytes, hash, list, type Reader, safeInteger, tuple } from '#chain/schema.ts'
import { err } from '#lib/result.ts'
import {
  MAX_HEADERS,
  MAX_HEADERS_BYTES,
  MAX_HEADERS_REQUEST_BYTES,
  MAX_LOCATOR_IDS,
  REQUEST_RATE,
} from '../limits.ts'
import type { RequestProtocol } from './request.ts'

export interface HeadersQuestion {
  /** Block ids of the asker's main chain from the tip down. */
  readonly locator: readonly BlockId[]
  readonly limit: number
}

const header: Reader<Uint8Array> = value => {
  const read = anyBytes(value)
  return !read.ok || read.value.length <= MAX_HEADER_BYTES
    ? read
    : err(`a header of ${read.value.length} bytes`)
}

/** Headers of the answerer's main chain after the first id of the locator that is on it, ascending. */
export const HEADERS: RequestProtocol<HeadersQuestion, { readonly headers: Uint8Array[] }> = {
  name: '/tabchain/1/headers',
  rate: REQUEST_RATE,
  maxQuestionBytes: MAX_HEADERS_REQUEST_BYTES,
  maxAnswerBytes: MAX_HEADERS_BYTES,
  readQuestion: tuple({ locator: list(hash<BlockId>(), MAX_LOCATOR_IDS), limit: safeInteger }),
  readAnswer: tuple({ headers: list(header, MAX_HEADERS) }),
}

/** [[id, …], limit] */
export const headersQuestion = ({ locator, limit }: HeadersQuestion): CborValue => [
  locator.slice(0, MAX_LOCATOR_IDS).map(hashToBytes),
  Math.min(limit, MAX_HEADERS),
]

/** [[header bytes, …]] */
export const headersAnswer = (headers: readonly Uint8Array[]): CborValue => [headers.slice(0, MAX_HEADERS)]
