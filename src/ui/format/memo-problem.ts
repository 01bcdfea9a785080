import { plural, t } from '@lingui/core/macro'
import { MAX_MEMO_BYTES } from '#chain/limits.ts'

/** Bytes that a text takes on the chain. */
export const utf8Length = (text: string): number => new TextEncoder().encode(text).length

/** The error of a memo or a note, if it is not valid in a transaction. */
export function memoProblem(text: string): string | undefined {
  const tooMany = utf8Length(text) - MAX_MEMO_BYTES
  if (tooMany > 0) return t`Too long by ${plural(tooMany, { one: '# byte', other: '# bytes' })}; shorten it`
  return text.isWellFormed() ? undefined : t`It has half of a character; delete that one`
}
