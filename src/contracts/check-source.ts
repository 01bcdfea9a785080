import { MAX_SOURCE_BYTES } from '#chain/limits.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { utf8FromText } from '#lib/utf8.ts'
import { MAX_SOURCE_NESTING } from './limits.ts'

export type SourceError = Failure<'SOURCE_TOO_LARGE' | 'SOURCE_TOO_NESTED' | 'SOURCE_NOT_TEXT'>

/**
 * Checks a source before any parser sees it, and returns the bytes for the parser. Brackets in strings and
 * comments count too, which is on the safe side and needs no parser.
 */
export function checkSource(source: string): Result<Uint8Array, SourceError> {
  if (!source.isWellFormed() || source.includes('\0')) {
    return fail(
      'SOURCE_NOT_TEXT',
      'the source contains half of a surrogate pair or a zero character; remove it',
    )
  }
  const bytes = utf8FromText(source)
  if (bytes.length > MAX_SOURCE_BYTES) {
    return fail(
      'SOURCE_TOO_LARGE',
      `the source has ${bytes.length} bytes; at most ${MAX_SOURCE_BYTES} are allowed`,
    )
  }

  let depth = 0
  for (const byte of bytes) {
    if (byte === 0x28 || byte === 0x5b || byte === 0x7b) depth++
    else if ((byte === 0x29 || byte === 0x5d || byte === 0x7d) && depth > 0) depth--
    if (depth > MAX_SOURCE_NESTING) {
      return fail(
        'SOURCE_TOO_NESTED',
        `brackets are nested more than ${MAX_SOURCE_NESTING} deep; split the code`,
      )
    }
  }
  return ok(bytes)
}
