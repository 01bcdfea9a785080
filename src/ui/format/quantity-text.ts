/** `1234` → `1 234`, with no-break spaces. */
export function countText(count: number): string {
  return Math.round(count)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, '\u00a0')
}

/** Three significant digits with a decimal prefix: `640 kB`, `1.5 GB`. */
export function bytesText(bytes: number): string {
  return scaled(bytes, ['B', 'kB', 'MB', 'GB', 'TB'])
}

/** `12.3 kH/s`. */
export function hashrateText(perSecond: number): string {
  return scaled(perSecond, ['H/s', 'kH/s', 'MH/s', 'GH/s', 'TH/s'])
}

function scaled(value: number, units: readonly string[]): string {
  let rest = value
  let at = 0
  // 999.5 would be shown as 1000 of the smaller unit.
  while (rest >= 999.5 && at < units.length - 1) {
    rest /= 1000
    at++
  }
  const digits = at === 0 || rest >= 99.95 ? 0 : rest >= 9.995 ? 1 : 2
  return `${Number(rest.toFixed(digits))}\u00a0${units[at]}`
}
