import type { ConsensusParameters } from '#chain/genesis/genesis.ts'

/** The case of a sentence about when blocks are made. */
export const blocksCase = ({ emptyBlocks }: Pick<ConsensusParameters, 'emptyBlocks'>) =>
  emptyBlocks ? 'any' : 'paid'
