import { t } from '@lingui/core/macro'
import { plural } from './quantity-text.ts'

const SECOND = 1000
const UNITS: readonly [string, number][] = [
  ['day', 24 * 3600 * SECOND],
  ['hour', 3600 * SECOND],
  ['minute', 60 * SECOND],
  ['second', SECOND],
]

/** The cost of undoing with proof of work: `the whole network about 12 minutes`. */
export const undoWords = (ms: number): string => t`the whole network ${aboutWords(ms)}`

/** In the largest unit of which there are two: more would say more than is known. */
function aboutWords(ms: number): string {
  if (ms < SECOND) return t`less than a second`
  const [unit, length] = UNITS.find(([, length]) => ms >= 2 * length) ?? ['second', SECOND]
  return `about ${plural(Math.round(ms / length), unit)}`
}
