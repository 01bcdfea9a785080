import { t } from '@lingui/core/macro'
import type { ProofResult } from '#api/results.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'

/**
 * A proof as text to share: JSON with the statement (for people), the header and the proof in hex.
 * Amounts are decimal strings of base units.
 */
export function proofJson({ statement, header, proof }: ProofResult): string {
  return JSON.stringify(
    { statement, header, proof },
    (_, value) => (typeof value === 'bigint' ? value.toString() : value),
    2,
  )
}

/**
 * The input of a check. It names the header by its id, because header bytes from the same text would prove
 * nothing.
 */
export interface GivenProof {
  readonly proof: string
  readonly header: string
}

/** Reads {@link proofJson}; it ignores the statement. The node checks the proof. */
export function readProofJson(text: string): Result<GivenProof, Failure> {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    return fail('PROOF_BAD', t`This is not JSON; paste the whole text of the proof, with both of its braces`)
  }
  const { proof, header } = fieldsOf(given)
  const { id } = fieldsOf(header)
  if (typeof proof !== 'string' || !/^[0-9a-f]+$/i.test(proof))
    return fail('PROOF_BAD', t`The field “proof” is missing or is not hexadecimal; paste the whole text`)
  if (typeof id !== 'string' || !/^[0-9a-f]{64}$/i.test(id))
    return fail('PROOF_BAD', t`The field “header.id” is missing or is not a block id; paste the whole text`)
  return ok({ proof, header: id.toLowerCase() })
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
