import { assert } from '#lib/assert.ts'
import { bytesToHex } from '#lib/bytes.ts'
import type { Ancestry, RecordedHeader } from '../engine.ts'
import type { Electorate, Support, WaitingFacts } from './electorate.ts'

/** The support of these signers (keys in hex), of whom only the members of the electorate count. */
export function supportOf(signed: Iterable<string>, { weightOf, total, voters }: Electorate): Support {
  const signers = [...new Set(signed)].filter(voter => weightOf(voter) > 0n)
  const weight = signers.reduce((sum, voter) => sum + weightOf(voter), 0n)
  return {
    signers: signers.length,
    ...(voters && { voters: voters.length }),
    percent: total > 0n ? Number((100n * weight) / total) : 0,
    majority: 2n * weight > total,
  }
}

/** Blocks that are examined where there are few producers. */
const FEW_BLOCKS = 6

/**
 * What waits to be final, and who signed lately, given the producers of the waiting blocks, from the tip
 * down. It examines two turns for each of `producers` and no more: if a majority was lost, it made the first
 * of the waiting blocks.
 */
export function waitingFacts(
  signed: readonly string[],
  electorate: Electorate,
  producers: number,
): WaitingFacts {
  const lately = Math.max(FEW_BLOCKS, 2 * producers)
  return { blocks: signed.length, lately, ...supportOf(signed.slice(0, lately), electorate) }
}

/** The tip, the final block, and the producers of the blocks above it, one entry per block. */
export function waitingFor(ancestry: Ancestry, finalHeight: number) {
  const signed: string[] = []
  let tip: RecordedHeader | undefined
  for (const block of ancestry) {
    tip ??= block
    if (block.header.height <= finalHeight) return { tip, final: block, signed }
    signed.push(bytesToHex(block.header.producer))
  }
  assert(false, 'the final block is among the ancestors')
}
