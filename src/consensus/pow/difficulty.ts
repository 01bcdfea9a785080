/**
 * Difficulty by ASERT, "aserti3-2d", in its published integer form (Bitcoin Cash specification 2020-11-15, by Mark Lundeberg and
 * Jonathan Toomim), without the compact rounding of targets. Pure arithmetic: which block is the anchor is the engine's
 * business.
 */

/** The curve of one network between two anchors. Time is in any unit, the same in all. */
export interface AsertCurve {
  readonly anchorTarget: bigint
  readonly maxTarget: bigint
  readonly spacing: bigint
  readonly halflife: bigint
}

/** The exponent has this many binary digits after the point. */
const RADIX_BITS = 16n
const RADIX = 1n << RADIX_BITS

/** Beyond these powers of two every target is clamped, so that an absurd time shifts by no absurd width. */
const MAX_SHIFT = 256n
const MIN_SHIFT = -289n

/**
 * The target of the block after one that is `heightSinceAnchor` above the anchor and `timeSinceAnchorParent` later than the anchor's
 * parent: anchorTarget · 2^((time − spacing · (height + 1)) / halflife), within 1 and maxTarget.
 */
export function nextTarget(
  { anchorTarget, maxTarget, spacing, halflife }: AsertCurve,
  timeSinceAnchorParent: bigint,
  heightSinceAnchor: bigint,
): bigint {
  // the division truncates toward zero, the shift is arithmetic: both as BigInt does them
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

/** 2^(fraction / 65536) · 65536 by a cubic that is off by at most 0.013 % (the specification's constants). */
const powerOfTwo = (fraction: bigint): bigint =>
  RADIX +
  ((195_766_423_245_049n * fraction + 971_821_376n * fraction ** 2n + 5127n * fraction ** 3n + 2n ** 47n) >>
    48n)
