/** A voter stands behind the blocks of a chain from one height to another, both included. */
export interface Backing {
  readonly voter: string
  readonly from: number
  readonly to: number
}

/** Heights from one to another, both included. */
export interface Span {
  readonly from: number
  readonly to: number
}

/**
 * The heights, from the top down, at which voters with more than half of `total` stand behind the block; each
 * voter counts once. Heights ascend with the chain, so a voter behind a block stands behind that height of
 * this chain and of no other.
 */
export function backedSpans(
  backings: readonly Backing[],
  weightOf: (voter: string) => bigint,
  total: bigint,
): Span[] {
  const byVoter = new Map<string, Backing[]>()
  for (const backing of backings) {
    if (backing.from > backing.to) continue
    const own = byVoter.get(backing.voter)
    if (own) own.push(backing)
    else byVoter.set(backing.voter, [backing])
  }
  // from the top down: a voter's weight is added at the end of a span, and removed below its beginning
  const changes = [...byVoter].flatMap(([voter, own]) => {
    const weight = weightOf(voter)
    return union(own).flatMap(({ from, to }) => [
      { height: to, weight },
      { height: from - 1, weight: -weight },
    ])
  })
  changes.sort((a, b) => b.height - a.height)

  const spans: Span[] = []
  let sum = 0n
  for (const [i, { height, weight }] of changes.entries()) {
    sum += weight
    const below = changes[i + 1]?.height
    if (below === undefined || below === height || 2n * sum <= total) continue
    spans.push({ from: below + 1, to: height })
  }
  return spans
}

/**
 * The demand of one electorate on a block: none on those up to `above`; those above it must lie in a span.
 */
export interface Demand {
  readonly above: number
  readonly spans: readonly Span[]
}

/** The greatest height that meets every demand; 0, that of genesis, if no other does. */
export function highestMeeting(demands: readonly Demand[]): number {
  let height = Number.MAX_SAFE_INTEGER
  for (;;) {
    const lower = demands.reduce((least, demand) => Math.min(least, highestUpTo(height, demand)), height)
    if (lower === height || lower <= 0) return Math.max(0, lower)
    height = lower
  }
}

function highestUpTo(height: number, { above, spans }: Demand): number {
  if (height <= above) return height
  const span = spans.find(({ from }) => from <= height)
  return Math.max(above, span ? Math.min(height, span.to) : 0)
}

/** The same heights in spans that do not overlap. */
function union(backings: readonly Backing[]): Span[] {
  const joined: { from: number; to: number }[] = []
  for (const { from, to } of backings.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last && from <= last.to + 1) last.to = Math.max(last.to, to)
    else joined.push({ from, to })
  }
  return joined
}
