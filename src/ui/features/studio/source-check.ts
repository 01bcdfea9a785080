import type { ContractMethodResult, ContractRehearsalResult } from '#api/contract-results.ts'
import type { Failure, Result } from '#lib/result.ts'

/** What is wrong with a source, and where; line 0 is all of it. */
export interface SourceProblem {
  readonly code: string
  readonly message: string
  readonly line: number
}

/** What the engine says of the source as it was when it was last asked. */
export type SourceCheck =
  | { readonly status: 'checking' }
  | { readonly status: 'good'; readonly abi: readonly ContractMethodResult[] }
  | { readonly status: 'wrong'; readonly problem: SourceProblem }
  /** It could not be asked; nothing is known of the source. */
  | { readonly status: 'unchecked'; readonly message: string }

/** Refusals of a source before any engine sees it. */
const SOURCE_FIELD = /^source: /

/**
 * Reads what a rehearsal without arguments says about the source. Whether `init` takes so few arguments does
 * not count: what counts is whether the source is a contract.
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

/** An error as it is said at its line, which then need not be in its words. */
export const withoutLine = <E extends SourceProblem>(error: E): E => ({
  ...error,
  message: error.message.replace(/ \(line \d+\)$/, ''),
})

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
