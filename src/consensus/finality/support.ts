import { assert } from '#lib/assert.ts'
import { bytesToHex } from '#lib/bytes.ts'
import type { Ancestry, RecordedHeader } from '../engine.ts'
import type { Electorate, Support } from './electorate.ts'

/** Of these, keys in hex, only those who count are counted. */
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

/** The tip, the final block, and who made those above it, one entry for each. */
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
