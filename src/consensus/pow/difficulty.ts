/**
 * Difficulty by ASERT, "aserti3-2d", in its published integer form (Bitcoin Cash specification 2020-11-15, by
 * Mark Lundeberg and Jonathan Toomim), without the compact rounding of targets. This is arithmetic only; the
 * engine chooses the anchor.
 */

/** The curve of one network between two anchors. Time may be in any unit, the same one everywhere. */
export interface AsertCurve {
  readonly anchorTarget: bigint
  readonly maxTarget: bigint
  readonly spacing: bigint
  readonly halflife: bigint
}

/** Binary digits of the exponent after the point. */
const RADIX_BITS = 16n
const RADIX = 1n << RADIX_BITS

/**
 * Beyond these powers of two every target is clamped, so that an absurd time does not shift by an absurd
 * width.
 */
const MAX_SHIFT = 256n
const MIN_SHIFT = -289n

/**
 * The target of the block after one that is `heightSinceAnchor` above the anchor and `timeSinceAnchorParent`
 * later than the anchor's parent: anchorTarget · 2^((time − spacing · (height + 1)) / halflife), within 1 and
 * maxTarget.
 */
export function nextTarget(
  { anchorTarget, maxTarget, spacing, halflife }: AsertCurve,
  timeSinceAnchorParent: bigint,
  heightSinceAnchor: bigint,
): bigint {
  // the division truncates toward zero and the shift is arithmetic, both as in BigInt
  const exponent = ((timeSinceAnchorParent - spacing * (heightSinceAnchor + 1n)) * RADIX) / halflife
  const shift = exponent >> RADIX_BITS
  const fraction = exponent - (shift << RADIX_BITS)
  if (shift >= MAX_SHIFT) return maxTarget
  if (shift <= MIN_SHIFT) return 1n

  const scaled = anchorTarget * powerOfTwo(fraction)
  const target = shift < RADIX_BITS ? scaled >> (RADIX_BITS - shift) : scaled << (shift - RADIX_BITS)
  if (target < 1n) return 1n
  return target > maxTarget ? maxTarget : target
}

/**
 * 2^(fraction / 65536) · 65536 by a cubic with an error of at most 0.013 % (the specification's constants).
 */
const powerOfTwo = (fraction: bigint): bigint =>
  RADIX +
  ((195_766_423_245_049n * fraction + 971_821_376n * fraction ** 2n + 5127n * fraction ** 3n + 2n ** 47n) >>
    48n)
