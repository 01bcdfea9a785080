import type { Attack } from '../attack.ts'
import { doubleSpend } from './double-spend.ts'
import { forgedSignature } from './forged-signature.ts'
import { futureBlock } from './future-block.ts'
import { malleableSignature } from './malleable-signature.ts'
import { negativeAmount } from './negative-amount.ts'
import { noWork } from './no-work.ts'
import { nonCanonical } from './non-canonical.ts'
import { nonceGap, nonceGapInBlock } from './nonce-gap.ts'
import { nonceReuse } from './nonce-reuse.ts'
import { overspend, overspendInBlock } from './overspend.ts'
import { oversizedBlock } from './oversized-block.ts'
import { replay } from './replay.ts'
import { replayElsewhere } from './replay-elsewhere.ts'
import { timeWarp } from './time-warp.ts'
import { wrongDifficulty } from './wrong-difficulty.ts'
import { wrongReward } from './wrong-reward.ts'
import { wrongStateRoot } from './wrong-state-root.ts'
import { zeroAmount } from './zero-amount.ts'

/** Every attack, in the order of the screen. */
export const ATTACKS: readonly Attack[] = [
  overspend,
  zeroAmount,
  negativeAmount,
  doubleSpend,
  forgedSignature,
  malleableSignature,
  replay,
  replayElsewhere,
  nonceGap,
  nonceReuse,
  nonCanonical,

  noWork,
  wrongDifficulty,
  wrongStateRoot,
  wrongReward,
  overspendInBlock,
  nonceGapInBlock,
  futureBlock,
  timeWarp,
  oversizedBlock,
]
