/** The value below which this share of the values lies, by nearest rank; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/**
 * The growth exponent e of value ~ n^e, by least squares over the logarithms: 0 does not grow, 1 grows with
 * the number of tabs, 2 with its square.
 */
export function growthExponent(points: readonly (readonly [n: number, value: number])[]): number {
  const logs = points.map(([n, value]) => [Math.log(n), Math.log(Math.max(1e-9, value))] as const)
  const [meanX, meanY] = [mean(logs.map(([x]) => x)), mean(logs.map(([, y]) => y))]
  const slope = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0)
  return slope / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
}
