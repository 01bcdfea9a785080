import type { LabExpectation, LabVerdictWord } from '#api/lab-results.ts'

const WORDS: Record<LabVerdictWord, string> = {
  valid: 'valid',
  invalid: 'invalid',
  unchecked: 'not judged',
  failed: 'failed',
  none: 'nothing to judge',
  unreached: 'nothing received',
}

/** A verdict as people read it; `unchecked` is what an honest peer could have sent too. */
export const verdictWord = (verdict: LabVerdictWord): string => WORDS[verdict]

/** "invalid by TX_SIGNATURE, cut off". */
export function expectedWords({ verdict, rule, or = [], cutOff }: LabExpectation): string {
  const rules = [rule, ...or].filter(each => each !== '')
  const by = rules.length > 0 ? ` by ${rules.join(' or ')}` : ''
  return `${WORDS[verdict]}${by}${cutOff ? ', attacker cut off' : ''}`
}

/** A duration, such as "140 ms" or "2.1 s". */
export function durationWords(ms: number | null): string {
  if (ms === null) return '–'
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}
