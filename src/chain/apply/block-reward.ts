import { type Amount, ZERO } from '../amount.ts'
import type { Emission } from '../genesis/genesis.ts'

/** After this many halvings, every reward is 0. */
const MAX_HALVINGS = 63

/**
 * New coins for the producer of the block at `height`: all of the reward in the first `halvingInterval`
 * blocks, half of it in the next ones, and so on, rounded down.
 */
export function blockReward(height: number, emission: Emission): Amount {
  const { reward, halvingInterval } = emission
  if (height === 0) return ZERO
  if (halvingInterval === 0) return reward

  const halvings = Math.floor((height - 1) / halvingInterval)
  return halvings > MAX_HALVINGS ? ZERO : ((reward >> BigInt(halvings)) as Amount)
}
