import type { Attack } from '../attack.ts'
import { contractEscape } from './contract-escape.ts'
import { dearHostWork } from './dear-host-work.ts'
import { deepReorganisation } from './deep-reorganisation.ts'
import { doubleSigning } from './double-signing.ts'
import { doubleSpend } from './double-spend.ts'
import { evidenceSquat } from './evidence-squat.ts'
import { falseCopies } from './false-copies.ts'
import { falseNews } from './false-news.ts'
import { falseProvider } from './false-provider.ts'
import { forgedSignature } from './forged-signature.ts'
import { forgedStem } from './forged-stem.ts'
import { forkPingPong } from './fork-ping-pong.ts'
import { fullPool } from './full-pool.ts'
import { futureBlock } from './future-block.ts'
import { gasBurner } from './gas-burner.ts'
import { headerSpam } from './header-spam.ts'
import { hostileValues } from './hostile-values.ts'
import { idleRewrite } from './idle-rewrite.ts'
import { journalBomb } from './journal-bomb.ts'
import { junkIds } from './junk-ids.ts'
import { junkMessages } from './junk-messages.ts'
import { longerButLighter } from './longer-but-lighter.ts'
import { malleableSignature } from './malleable-signature.ts'
import { manyLists } from './many-lists.ts'
import { markedMemo } from './marked-memo.ts'
import { negativeAmount } from './negative-amount.ts'
import { noWork } from './no-work.ts'
import { nonCanonical } from './non-canonical.ts'
import { nonceGap, nonceGapInBlock } from './nonce-gap.ts'
import { nonceReuse } from './nonce-reuse.ts'
import { outOfTurn } from './out-of-turn.ts'
import { oversizedBlock } from './oversized-block.ts'
import { overspend, overspendInBlock } from './overspend.ts'
import { poisonedPeers } from './poisoned-peers.ts'
import { removedAuthority } from './removed-authority.ts'
import { replay } from './replay.ts'
import { replayElsewhere } from './replay-elsewhere.ts'
import { silentAuthority } from './silent-authority.ts'
import { stalledStreams } from './stalled-streams.ts'
import { timeWarp } from './time-warp.ts'
import { vrfOtherSlot } from './vrf-other-slot.ts'
import { withheldBlocks } from './withheld-blocks.ts'
import { withheldBody } from './withheld-body.ts'
import { wrongDifficulty } from './wrong-difficulty.ts'
import { wrongFileBlocks } from './wrong-file-blocks.ts'
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
  forgedStem,
  malleableSignature,
  replay,
  replayElsewhere,
  nonceGap,
  nonceReuse,
  fullPool,
  nonCanonical,
  markedMemo,

  noWork,
  wrongDifficulty,
  wrongStateRoot,
  wrongReward,
  overspendInBlock,
  nonceGapInBlock,
  futureBlock,
  timeWarp,
  oversizedBlock,

  longerButLighter,
  forkPingPong,
  withheldBlocks,
  idleRewrite,
  withheldBody,
  manyLists,
  deepReorganisation,

  doubleSigning,
  evidenceSquat,
  vrfOtherSlot,
  outOfTurn,
  removedAuthority,
  silentAuthority,

  gasBurner,
  contractEscape,
  hostileValues,
  journalBomb,
  dearHostWork,

  wrongFileBlocks,
  falseProvider,
  falseCopies,
  falseNews,

  headerSpam,
  junkMessages,
  junkIds,
  stalledStreams,
  poisonedPeers,
]
