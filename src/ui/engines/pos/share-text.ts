/** A share in percent with one decimal, rounded down: `12.5 %`; a smaller share than 0.1 % is `< 0.1 %`. */
export function shareText(part: bigint, whole: bigint): string {
  const tenths = tenthsOf(part, whole)
  if (part > 0n && tenths === 0) return '<\u00a00.1\u00a0%'
  return `${tenths / 10}\u00a0%`
}

/** The same as a number from 0 to 100, for a bar. */
export const sharePercent = (part: bigint, whole: bigint): number => tenthsOf(part, whole) / 10

const tenthsOf = (part: bigint, whole: bigint): number => (whole === 0n ? 0 : Number((part * 1000n) / whole))
