import { formatCid, parseCid } from '#chain/cid.ts'
import type { CborValue } from '#chain/codec.ts'
import { FILE_CID_BYTES } from '#chain/limits.ts'
import { bytes, bytesUpTo, list, tuple } from '#chain/schema.ts'
import type { Cid } from '#lib/cid.ts'
import {
  MAX_ANNOUNCED_FILES,
  MAX_FILE_NEWS_BYTES,
  MAX_NEWS_ANSWER_BYTES,
  MAX_NEWS_ANSWERS,
  MAX_NEWS_QUESTION_BYTES,
  NEWS_QUESTION_RATE,
} from '../limits.ts'
import type { RequestProtocol } from './request.ts'

/**
 * The question which tabs hold these files. The answer repeats signed announcements (file-news.ts) that the peer received, so
 * that it need not be trusted.
 */
export const HOLDERS: RequestProtocol<
  { readonly cids: Uint8Array[] },
  { readonly announcements: Uint8Array[] }
> = {
  name: '/tabchain/1/holders',
  rate: NEWS_QUESTION_RATE,
  maxQuestionBytes: MAX_NEWS_QUESTION_BYTES,
  maxAnswerBytes: MAX_NEWS_ANSWER_BYTES + MAX_FILE_NEWS_BYTES + MAX_NEWS_ANSWERS * 8,
  readQuestion: tuple({ cids: list(bytes(FILE_CID_BYTES), MAX_ANNOUNCED_FILES) }),
  readAnswer: tuple({ announcements: list(bytesUpTo(MAX_FILE_NEWS_BYTES), MAX_NEWS_ANSWERS) }),
}

/** [[CID, …]] */
export const holdersQuestion = (cids: readonly Cid[]): CborValue => [
  cids.slice(0, MAX_ANNOUNCED_FILES).flatMap(text => {
    const cid = parseCid(text)
    return cid.ok ? [cid.value] : []
  }),
]

export const askedFiles = (cids: readonly Uint8Array[]): Cid[] => cids.map(formatCid)

/** [[announcement, …]]: the first always, and what follows while all of it fits. */
export function holdersAnswer(announcements: readonly Uint8Array[]): CborValue {
  let bytesLeft = MAX_NEWS_ANSWER_BYTES
  const most = announcements.slice(0, MAX_NEWS_ANSWERS)
  const end = most.findIndex((each, i) => {
    bytesLeft -= each.length
    return i > 0 && bytesLeft < 0
  })
  return [end < 0 ? most : most.slice(0, end)]
}
