import type { LabExpectation, LabVerdict } from '#api/lab-results.ts'
import type { Deed, Judged } from './attack.ts'
import type { PeerReport } from './lab-network.ts'

/** The peer that an attack came from. */
interface Attacker {
  readonly peerId: string
  /** Whether it meant to send gossip. */
  readonly gossips: boolean
}

/**
 * Compares a peer's report on an attack with the expected one. A peer without a sighting let the attack pass
 * (`none`), unless nothing of it arrived (`unreached`).
 */
export function verdictOf(
  report: PeerReport,
  attacker: Attacker,
  deed: Deed,
  expected: LabExpectation,
): LabVerdict {
  const { peerId } = report
  const judged = deed.judge ? deed.judge(report) : bySightings(report, attacker.peerId, deed, expected)
  const standing = report.standings.find(each => each.peerId === attacker.peerId)
  const cutOff = standing?.cutOff ?? false
  // The peer did not count a message that another peer had passed on before.
  const isPassedOn = report.arrivals.some(({ id }) => deed.ids?.includes(id))
  const isUnreached = attacker.gossips && standing?.received === 0 && !isPassedOn
  const { verdict = isUnreached ? 'unreached' : 'none', rule = '', message = '' } = judged ?? {}
  return {
    peerId,
    verdict,
    rule,
    message,
    cutOff,
    score: standing?.score ?? 0,
    ok: verdict === expected.verdict && isRule(rule, expected) && cutOff === expected.cutOff,
  }
}

const isRule = (rule: string, { rule: usual, or = [] }: LabExpectation): boolean =>
  rule === usual || or.includes(rule)

/** The expected sighting if there is one, else the worst. */
function bySightings(
  { sightings }: PeerReport,
  attacker: string,
  { ids = [] }: Deed,
  wanted: LabExpectation,
): Judged | undefined {
  const about = sightings.filter(({ peerId, id }) => peerId === attacker || ids.includes(id))
  const expected = about.find(seen => seen.verdict === wanted.verdict && isRule(seen.rule, wanted))
  const worst = (['invalid', 'unchecked', 'valid'] as const)
    .map(each => about.find(seen => seen.verdict === each))
    .find(seen => seen !== undefined)
  return expected ?? worst
}

/** Judges by where a transaction landed: `failed` with its code, or `valid`. */
export const byLanding =
  (id: string) =>
  ({ landings }: PeerReport): Judged | undefined => {
    const landing = landings.find(each => each.id === id)
    if (!landing) return undefined
    return landing.applied ? { verdict: 'valid', rule: '' } : { verdict: 'failed', rule: landing.code }
  }
