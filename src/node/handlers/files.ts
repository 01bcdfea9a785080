import type { ReadArgs } from '#api/calls.ts'
import type { CallHandlers } from '#api/handlers.ts'
import { cidBytes } from '#chain/cid.ts'
import { MAX_FILE_NAME_BYTES, MAX_MEDIA_TYPE_BYTES, MAX_MEMO_BYTES } from '#chain/limits.ts'
import { text } from '#chain/schema.ts'
import { checkFile } from '#chain/transaction/file.ts'
import type { FilePayload } from '#chain/transaction/transaction.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import type { HandlerContext } from './context.ts'
import { createSender } from './send-transaction.ts'

/** Files on the chain: their name tags, not their bytes. */
export function fileHandlers({ node }: HandlerContext) {
  const send = createSender(node)

  return {
    fileRecord: async ({ from, fee, ...record }) => {
      const payload = readRecord(record)
      return payload.ok ? send({ from, ...(fee !== undefined && { fee }) }, payload.value) : payload
    },
  } satisfies Partial<CallHandlers>
}

function readRecord({
  cid,
  sizeBytes,
  ...about
}: Omit<ReadArgs<'fileRecord'>, 'from' | 'fee'>): Result<FilePayload, Failure> {
  const texts = readTexts(about)
  if (!texts.ok) return texts
  return checkFile({ kind: 'file', cid: cidBytes(cid), sizeBytes, ...texts.value })
}

/** What a record says in words. */
export interface RecordText {
  readonly name: string
  readonly mediaType?: string
  readonly note?: string
}

/** The words within their bounds; what may be in them {@link checkFile} says. */
export function readTexts(record: RecordText): Result<Required<RecordText>, Failure> {
  const name = readText(record.name, 'name', MAX_FILE_NAME_BYTES)
  if (!name.ok) return name
  const mediaType = readText(record.mediaType ?? '', 'mediaType', MAX_MEDIA_TYPE_BYTES)
  if (!mediaType.ok) return mediaType
  const note = readText(record.note ?? '', 'note', MAX_MEMO_BYTES)
  if (!note.ok) return note
  return ok({ name: name.value, mediaType: mediaType.value, note: note.value })
}

function readText(value: string, field: string, maxBytes: number): Result<string, Failure> {
  const read = text(maxBytes)(value)
  return read.ok ? ok(read.value) : fail('TEXT_BAD', `${field}: ${read.error}; shorten or correct it`)
}
