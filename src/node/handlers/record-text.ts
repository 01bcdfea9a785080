import { MAX_FILE_NAME_BYTES, MAX_MEDIA_TYPE_BYTES, MAX_MEMO_BYTES } from '#chain/limits.ts'
import { text } from '#chain/schema.ts'
import { checkFile } from '#chain/transaction/file.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'

/** The texts of a record. */
export interface RecordText {
  readonly name: string
  readonly mediaType?: string
  readonly note?: string
}

/** Checks the bounds of the texts; {@link checkFile} checks their content. */
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

/** A placeholder for a CID that is not known yet. */
export const ANY_CID = Uint8Array.from([1, 0x55, 0x12, 32, ...new Uint8Array(32)])

/** Checks name, media type and note by the rules of the chain, before the file is read. */
export function readAbout(texts: RecordText): Result<Required<RecordText>, Failure> {
  const read = readTexts(texts)
  if (!read.ok) return read
  const checked = checkFile({ kind: 'file', cid: ANY_CID, sizeBytes: 0, ...read.value })
  return checked.ok ? read : checked
}
