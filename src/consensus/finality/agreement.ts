import { assert } from '#lib/assert.ts'
import { bytesToHex } from '#lib/bytes.ts'
import type { Ancestry, RecordedHeader } from '../engine.ts'
import { type Backing, backedSpans, highestMeeting } from './backing.ts'
import type { Agreement, Claims } from './claims.ts'
import type { Electorate } from './electorate.ts'
import { ABSENCE_MS, LONGEST_GAP_MS } from './limits.ts'

/** An electorate that decides on the blocks above a height; the first one is that of the final block. */
export interface ElectorateAbove extends Electorate {
  readonly above: number
}

type Header = RecordedHeader['header']
type ClaimsOf = (header: Header) => Claims
/** All electorates from the final block on, given the blocks above it, from the tip down. */
type ElectoratesOf = (final: Header, above: readonly Header[]) => readonly ElectorateAbove[]

/** Remembers agreements by the tip, because each header, block and draft on it needs the same. */
export function rememberAgreements<State>(
  agree: (ancestry: Ancestry, state: State) => Agreement,
): (ancestry: Ancestry, state: State) => Agreement {
  const known = new WeakMap<Header, Agreement>()
  return (ancestry, state) => {
    const [tip] = ancestry
    assert(tip, 'a chain has a tip')
    const agreement = known.get(tip.header) ?? agree(ancestry, state)
    known.set(tip.header, agreement)
    return agreement
  }
}

/**
 * The agreement of a chain, as of its tip (docs/protocol.md, Finality), in two rounds as in Casper FFG
 * (Buterin and Griffith, 2017) and chained HotStuff (Yin et al., 2019), with blocks as votes:
 *
 * 1. A block is **justified** once more than half stand behind it.
 * 2. It is **final** once more than half, when they signed, saw it or a later one justified.
 *
 * More than half means: of every electorate from the final block up to the block, so that whoever counts on
 * another chain with a later final block counts here too. A signer switches to another chain only for a block
 * that is justified higher there, and its vote counts only for blocks above those that it signed on other
 * chains. Therefore two blocks on different chains are never both final while signers tell the truth, however
 * long messages take.
 */
export function agreementOf(ancestry: Ancestry, claimsOf: ClaimsOf, electoratesOf: ElectoratesOf): Agreement {
  const { above, final } = waiting(ancestry, claimsOf)
  const [tip] = above
  // genesis, on which everybody agrees
  if (!tip) return { justified: final.height, final: final.height }

  const present = presentIn(above)
  const votes = above.flatMap(header => {
    const voter = bytesToHex(header.producer)
    return present === undefined || present.has(voter)
      ? [{ voter, height: header.height, ...claimsOf(header) }]
      : []
  })
  const electorates = electoratesOf(final, above)

  const highest = (to: (vote: (typeof votes)[number]) => number) => {
    const backings: Backing[] = votes.map(vote => ({
      voter: vote.voter,
      from: Math.max(vote.since, final.height + 1),
      to: to(vote),
    }))
    const demands = electorates.flatMap(({ above, weightOf, total }) => {
      const counted = present ? sumOf(present, weightOf) : total
      // where all members of an electorate are absent, the later ones decide
      return counted > 0n ? [{ above, spans: backedSpans(backings, weightOf, counted) }] : []
    })
    return demands.length > 0 ? highestMeeting(demands) : 0
  }
  const before = claimsOf(tip)
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

/**
 * The signers of the last day, if nothing became final for a day of blocks; undefined while everybody counts.
 * A gap between two blocks counts for little, so that a network in which nobody was there for a weekend has
 * all of its members again on Monday.
 */
function presentIn(above: readonly Header[]): ReadonlySet<string> | undefined {
  const [tip] = above
  let stalledMs = 0
  for (const [i, { timestamp }] of above.entries()) {
    const below = above[i + 1]
    if (below) stalledMs += Math.min(Math.max(0, timestamp - below.timestamp), LONGEST_GAP_MS)
  }
  if (!tip || stalledMs < ABSENCE_MS) return undefined
  const recent = above.filter(({ timestamp }) => timestamp > tip.timestamp - ABSENCE_MS)
  return new Set(recent.map(({ producer }) => bytesToHex(producer)))
}

/**
 * The blocks that wait to be final, from the tip down, and the final one below them, as of the tip's parent,
 * which is what the tip claims.
 */
function waiting(
  ancestry: Ancestry,
  claimsOf: ClaimsOf,
): { readonly above: readonly Header[]; readonly final: Header } {
  const above: Header[] = []
  let finalHeight: number | undefined
  for (const { header } of ancestry) {
    finalHeight ??= claimsOf(header).final
    if (header.height <= finalHeight) return { above, final: header }
    above.push(header)
  }
  assert(false, 'the final block is among the ancestors')
}

const sumOf = (voters: ReadonlySet<string>, weightOf: (voter: string) => bigint): bigint =>
  [...voters].reduce((sum, voter) => sum + weightOf(voter), 0n)
