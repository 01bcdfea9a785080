/** Why a number is outside its bounds (both included), with the remedy; undefined if it is inside. */
export function outOfBounds<N extends number | bigint>(
  field: string,
  value: N,
  [min, max]: readonly [N, N],
): string | undefined {
  const isInteger = typeof value === 'bigint' || Number.isSafeInteger(value)
  if (isInteger && value >= min && value <= max) return undefined
  return `${field}: ${value} is not an integer from ${min} to ${max}; choose one`
}
