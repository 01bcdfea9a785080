import { t } from '@lingui/core/macro'
import { durationText } from '../../format/relative-time.ts'

/** Hashes that a block takes on average: the ids that meet the target are `target + 1` of 2^256. */
export function expectedHashes(target: bigint): number {
  return Number(2n ** 256n / (target + 1n))
}

/** The average time in which this tab finds a block, in ms; undefined while its hash rate is unknown. */
export function expectedBlockMs(target: bigint, hashesPerSecond: number): number | undefined {
  return hashesPerSecond > 0 ? (1000 * expectedHashes(target)) / hashesPerSecond : undefined
}

/** An expected time in words, rounded to the nearest: it is an average and promises nothing. */
export function expectedWords(ms: number): string {
  if (ms < 1000) return t`under a second`
  const unit = UNITS_MS.findLast(unit => ms >= 0.995 * unit) ?? 1000
  return t`about ${{ time: durationText(Math.round(ms / unit) * unit) }}`
}

/** A second, a minute, an hour, a day. */
const UNITS_MS = [1000, 60_000, 3_600_000, 86_400_000]

/** Parses a target in the node's form: hexadecimal, with or without `0x`. Undefined for anything else. */
export function parseTarget(text: string | undefined): bigint | undefined {
  const digits = text?.replace(/^0x/, '') ?? ''
  return /^[0-9a-f]{1,64}$/i.test(digits) ? BigInt(`0x${digits}`) : undefined
}
