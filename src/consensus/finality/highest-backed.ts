/** A voter stands behind the blocks of a chain from one height to another, both included. */
export interface Backing {
  readonly voter: string
  readonly from: number
  readonly to: number
}

/**
 * The highest block that voters with more than half of `total` stand behind, each counted once; undefined if there is none. Heights ascend with
 * the chain, so that whoever stands behind a block stands behind that height of this chain and no other.
 */
export function highestBacked(
  backings: readonly Backing[],
  weightOf: (voter: string) => bigint,
  total: bigint,
): number | undefined {
  const byVoter = new Map<string, Backing[]>()
  for (const backing of backings) {
    if (backing.from > backing.to) continue
    const own = byVoter.get(backing.voter)
    if (own) own.push(backing)
    else byVoter.set(backing.voter, [backing])
  }
  // from the top down: a voter's weight comes at the end of an interval, and goes below its beginning
  const changes = [...byVoter].flatMap(([voter, own]) => {
    const weight = weightOf(voter)
    return union(own).flatMap(({ from, to }) => [
      { height: to, weight },
      { height: from - 1, weight: -weight },
    ])
  })
  changes.sort((a, b) => b.height - a.height)

  let sum = 0n
  for (const [i, { height, weight }] of changes.entries()) {
    sum += weight
    if (changes[i + 1]?.height === height) continue
    if (2n * sum > total) return height
  }
  return undefined
}

/** The same heights in intervals that do not overlap. */
function union(backings: readonly Backing[]): Omit<Backing, 'voter'>[] {
  const joined: { from: number; to: number }[] = []
  for (const { from, to } of backings.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last && from <= last.to + 1) last.to = Math.max(last.to, to)
    else joined.push({ from, to })
  }
  return joined
}
