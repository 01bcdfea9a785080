import type { ContractMethodResult, ContractRehearsalResult } from '#api/contract-results.ts'
import type { Failure, Result } from '#lib/result.ts'

/** An error of a source and its line; line 0 is the whole source. */
export interface SourceProblem {
  readonly code: string
  readonly message: string
  readonly line: number
}

/** The engine's last verdict on the source. */
export type SourceCheck =
  | { readonly status: 'checking' }
  | { readonly status: 'good'; readonly abi: readonly ContractMethodResult[] }
  | { readonly status: 'wrong'; readonly problem: SourceProblem }
  /** The engine could not be reached, so the source is not validated. */
  | { readonly status: 'unchecked'; readonly message: string }

/** Matches errors of sources that are refused before the engine compiles them. */
const SOURCE_FIELD = /^source: /

/**
 * Derives the verdict on the source from a rehearsal without arguments. A failure of `init` for lack of
 * arguments does not count, only whether the source is a contract.
 */
export function checkOf(rehearsed: Result<ContractRehearsalResult, Failure>): SourceCheck {
  if (!rehearsed.ok) {
    const { code, message } = rehearsed.error
    if (!SOURCE_FIELD.test(message)) return { status: 'unchecked', message }
    return {
      status: 'wrong',
      problem: { code, message: sentence(message.replace(SOURCE_FIELD, '')), line: 0 },
    }
  }
  const { abi, deployment } = rehearsed.value
  const error = deployment?.error
  // A contract whose `init` failed has methods all the same.
  return error && abi.length === 0
    ? { status: 'wrong', problem: withoutLine(error) }
    : { status: 'good', abi }
}

/** The message of an error without the line, for a mark at that line. */
export const withoutLine = <E extends SourceProblem>(error: E): E => ({
  ...error,
  message: error.message.replace(/ \(line \d+\)$/, ''),
})

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
