import { t } from '@lingui/core/macro'
import { bytesText } from './quantity-text.ts'
import { durationText } from './relative-time.ts'

interface Transfer {
  readonly doneBytes: number
  /** 0 while it is not known. */
  readonly sizeBytes: number
  readonly bytesPerSecond: number
}

/** The progress in words: `12 MB of 40 MB · 3.2 MB/s · 9 s left`; without a rate only the amount. */
export function transferWords({ doneBytes, sizeBytes, bytesPerSecond }: Transfer): string {
  const done = bytesText(doneBytes)
  const size = bytesText(sizeBytes)
  const far = sizeBytes > 0 ? t`${done} of ${size}` : done
  if (bytesPerSecond <= 0) return far
  const rate = `${bytesText(bytesPerSecond)}/s`
  if (sizeBytes <= doneBytes) return `${far} · ${rate}`
  const time = durationText(Math.max(1000, ((sizeBytes - doneBytes) * 1000) / bytesPerSecond))
  return `${far} · ${rate} · ${t`${time} left`}`
}

/** The progress in percent, 0 to 100. */
export function transferPercent({ doneBytes, sizeBytes }: Pick<Transfer, 'doneBytes' | 'sizeBytes'>): number {
  return sizeBytes > 0 ? Math.min(100, (100 * doneBytes) / sizeBytes) : 0
}
