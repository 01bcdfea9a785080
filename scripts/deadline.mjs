/**
 * Sums in one round of the measurement, and the duration of a round on the machine for which the deadlines
 * were chosen (two quiet server cores).
 */
const ROUND_SUMS = 8_000_000
const ROUND_MS = 10
/** An odd number, for the median. */
const ROUNDS = 11
/** Deadlines grow no further on a slower machine. */
const MAX_FACTOR = 20

/**
 * Where a runner stores its measurement for its workers, so that all have the same deadlines. It can also be
 * set by hand.
 */
const VARIABLE = 'TEST_TIME_FACTOR'

/**
 * The ratio between the duration of work here and now and on the reference machine, by the wall clock: at
 * least 1. It reflects other work that keeps the cores busy as well as a slow processor.
 */
function measureFactor() {
  const rounds = Array.from({ length: ROUNDS }, timeRound).sort((a, b) => a - b)
  const median = rounds[Math.floor(ROUNDS / 2)]
  return Math.min(MAX_FACTOR, Math.max(1, median / ROUND_MS))
}

function timeRound() {
  const startedAt = performance.now()
  let sum = 1
  for (let i = 0; i < ROUND_SUMS; i++) sum = (Math.imul(sum, 1_664_525) + 1_013_904_223) | 0
  // Never true, but without a use of the sum it might not be computed.
  if (sum === 0.5) console.log(sum)
  return performance.now() - startedAt
}

/**
 * Converts a deadline of the reference machine, in milliseconds, to this one. Deadlines are for a single test
 * or wait that hangs, so choose them far above what it usually takes.
 */
export function deadline(ms) {
  process.env[VARIABLE] ||= measureFactor().toFixed(2)
  const factor = Number(process.env[VARIABLE])
  if (!(factor > 0))
    throw new Error(`${VARIABLE}: must be a number above 0, such as 2.5; it is "${process.env[VARIABLE]}"`)
  return Math.ceil(ms * factor)
}
