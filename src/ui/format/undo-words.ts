import { plural, t } from '@lingui/core/macro'

const SECOND = 1000

type Unit = readonly [lengthMs: number, words: (count: number) => string]

const SECONDS: Unit = [
  SECOND,
  count => t`the whole network about ${plural(count, { one: '# second', other: '# seconds' })}`,
]

const UNITS: readonly Unit[] = [
  [
    24 * 3600 * SECOND,
    count => t`the whole network about ${plural(count, { one: '# day', other: '# days' })}`,
  ],
  [3600 * SECOND, count => t`the whole network about ${plural(count, { one: '# hour', other: '# hours' })}`],
  [
    60 * SECOND,
    count => t`the whole network about ${plural(count, { one: '# minute', other: '# minutes' })}`,
  ],
]

/**
 * The cost of undoing a block with proof of work: `the whole network about 12 minutes`. It uses the largest
 * unit of which there are at least two, because the cost is an estimate.
 */
export function undoWords(ms: number): string {
  if (ms < SECOND) return t`the whole network less than a second`
  const [lengthMs, words] = UNITS.find(([lengthMs]) => ms >= 2 * lengthMs) ?? SECONDS
  return words(Math.round(ms / lengthMs))
}
