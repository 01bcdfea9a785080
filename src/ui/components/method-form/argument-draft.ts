import { t } from '@lingui/core/macro'
import { type Failure, ok, type Result } from '#lib/result.ts'
import { type Reading, readArgument, readingsOf } from './argument-text.ts'
import type { ParameterView } from './parameter.ts'

/** The content of one field: a text, and its reading if the user chose one. */
export interface ArgumentDraft {
  readonly text: string
  readonly chosen: Reading | undefined
}

export const EMPTY_ARGUMENT: ArgumentDraft = { text: '', chosen: undefined }

/** The reading of a field: the chosen one, if its text allows it. */
export function readingOf({ text, chosen }: ArgumentDraft): Reading {
  const readings = readingsOf(text)
  return chosen !== undefined && readings.includes(chosen) ? chosen : readings[0]
}

/** The errors of the fields by index; a valid field has no entry. */
export type ArgumentErrors = ReadonlyMap<number, string>

/**
 * The arguments of a call. Empty fields at the end give no arguments, so that the code's defaults apply; an
 * empty field before a filled one is an error, because a call cannot leave out an argument in the middle.
 */
export function argumentsOf(
  parameters: readonly ParameterView[],
  drafts: readonly ArgumentDraft[],
): Result<unknown[], ArgumentErrors> {
  const errors = new Map<number, string>()
  const read = parameters.map((_, place) => {
    const draft = drafts[place] ?? EMPTY_ARGUMENT
    const result: Result<{ given: boolean; value?: unknown }, Failure> = readArgument(
      draft.text,
      readingOf(draft),
    )
    if (!result.ok) errors.set(place, result.error.message)
    return result.ok ? result.value : { given: true }
  })

  const last = read.findLastIndex(({ given }) => given)
  read.forEach(({ given }, place) => {
    if (!given && place < last) errors.set(place, NEEDED)
  })
  if (errors.size > 0) return { ok: false, error: errors }

  const args = read.slice(0, last + 1).flatMap(({ value }, place) => {
    // The rest parameter is one list in its field, and single arguments in the call.
    if (parameters[place]?.isRest) return Array.isArray(value) ? value : [value]
    return [value]
  })
  return ok(args)
}

const NEEDED = t`Fill it in, because a later field has a value; or choose “nothing”`
