import { assert } from '../../lib/assert.ts'
import { bytesToHex } from '../../lib/bytes.ts'
import type { Ancestry, RecordedHeader } from '../engine.ts'
import type { Agreement, Claims } from './claims.ts'
import type { Electorate } from './electorate.ts'
import { type Backing, highestBacked } from './highest-backed.ts'
import { ABSENCE_MS } from './limits.ts'

/**
 * What a chain has come to, as of its tip (docs/protocol.md, Finality). Two rounds, as in Casper FFG (Buterin and Griffith, 2017) and chained HotStuff (Yin et al.,
 * 2019), whose votes are the blocks themselves:
 *
 * 1. A block is **justified** once more than half stand behind it.
 * 2. It is **final** once more than half, when they signed, saw it or a later one justified.
 *
 * Whoever signed after that goes over to another chain only for a block justified higher there, and who signed on another chain before does not
 * count: so two blocks on different chains can never both be final while those who sign tell the truth, however long messages take.
 */
export function agreementOf(
  ancestry: Ancestry,
  claimsOf: (header: RecordedHeader['header']) => Claims,
  electorateAt: (final: RecordedHeader) => Electorate,
): Agreement {
  const { above, final } = waiting(ancestry, claimsOf)
  const [tip] = above
  const first = above.at(-1)
  // genesis, on which everybody agrees
  if (!tip || !first) return { justified: final.header.height, final: final.header.height }

  const votes = above.map(({ header }) => ({
    voter: bytesToHex(header.producer),
    height: header.height,
    ...claimsOf(header),
  }))
  const { weightOf, total } = electorateAt(final)
  const isStalled = tip.header.timestamp - first.header.timestamp >= ABSENCE_MS
  const present = isStalled ? sumOf(new Set(votes.map(({ voter }) => voter)), weightOf) : total

  const highest = (to: (vote: (typeof votes)[number]) => number) => {
    const backings: Backing[] = votes.map(vote => ({
      voter: vote.voter,
      from: Math.max(vote.since, final.header.height + 1),
      to: to(vote),
    }))
    return highestBacked(backings, weightOf, present) ?? 0
  }
  const before = claimsOf(tip.header)
  return {
    justified: Math.max(
      before.justified,
      highest(({ height }) => height),
    ),
    final: Math.max(
      before.final,
      highest(({ justified }) => justified),
    ),
  }
}

/** The blocks that wait to be final, from the tip down, and the final one below them: as of the tip's parent, which is what the tip says. */
function waiting(
  ancestry: Ancestry,
  claimsOf: (header: RecordedHeader['header']) => Claims,
): { readonly above: readonly RecordedHeader[]; readonly final: RecordedHeader } {
  const above: RecordedHeader[] = []
  let finalHeight: number | undefined
  for (const block of ancestry) {
    finalHeight ??= claimsOf(block.header).final
    if (block.header.height <= finalHeight) return { above, final: block }
    above.push(block)
  }
  assert(false, 'the final block is among the ancestors')
}

const sumOf = (voters: ReadonlySet<string>, weightOf: (voter: string) => bigint): bigint =>
  [...voters].reduce((sum, voter) => sum + weightOf(voter), 0n)
