import type { ContractRehearsalResult } from '#api/contract-results.ts'
import { type SourceProblem, withoutLine } from '../source-check.ts'

/** The first failure of a trial whose line is known. */
export function failedAt({ deployment, steps }: ContractRehearsalResult): SourceProblem | undefined {
  const errors = [...(deployment ? [deployment] : []), ...steps].flatMap(({ error }) => error ?? [])
  const error = errors.find(({ line }) => line > 0)
  return error && withoutLine(error)
}
