import { ZERO } from '#chain/amount.ts'
import { failure } from '#chain/rules.ts'
import { BugError } from '#lib/assert.ts'
import type { Engine } from './engine.ts'

type Part =
  | 'found'
  | 'begin'
  | 'effects'
  | 'tieBreak'
  | 'offenceKey'
  | 'evidenceOf'
  | 'checkEvidence'
  | 'stakeOf'

/** The parts of an engine without stakes, where signing twice is not an offence. */
export function withoutStakes(): Pick<Engine, Part> {
  return {
    found: () => {},
    begin: () => {},
    effects: {},
    tieBreak: () => 0n,
    offenceKey: () => undefined,
    evidenceOf: () => {
      throw new BugError('this network has no offence to report')
    },
    checkEvidence: () => failure('EVIDENCE_INVALID', 'nobody has a stake in this network'),
    stakeOf: () => ZERO,
  }
}
