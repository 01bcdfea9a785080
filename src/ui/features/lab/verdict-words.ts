import { i18n } from '@lingui/core'
import { t } from '@lingui/core/macro'
import type { LabExpectation, LabVerdictWord } from '#api/lab-results.ts'

const WORDS: Record<LabVerdictWord, string> = {
  valid: t`valid`,
  invalid: t`invalid`,
  unchecked: t`not judged`,
  failed: t`failed`,
  none: t`nothing to judge`,
  unreached: t`nothing received`,
}

const OR = new Intl.ListFormat(i18n.locale, { type: 'disjunction' })

/** A verdict in a word; an honest peer may cause `unchecked`, too. */
export const verdictWord = (verdict: LabVerdictWord): string => WORDS[verdict]

/** "invalid by TX_SIGNATURE, cut off". */
export function expectedWords({ verdict, rule, or = [], cutOff }: LabExpectation): string {
  const rules = [rule, ...or].filter(each => each !== '')
  const word = WORDS[verdict]
  if (rules.length === 0) return cutOff ? t`${word}, attacker cut off` : word
  const either = OR.format(rules)
  return cutOff ? t`${word} by ${either}, attacker cut off` : t`${word} by ${either}`
}

/** A duration, such as "140 ms" or "2.1 s". */
export function durationWords(ms: number | null): string {
  if (ms === null) return '–'
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}
