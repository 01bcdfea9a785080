/** The candidate nearest to the typed word, if at most a third of its characters differ. */
export function suggest(typed: string, candidates: readonly string[]): string | undefined {
  let best: { candidate: string; distance: number } | undefined
  for (const candidate of candidates) {
    const distance = editDistance(typed.slice(0, MAX_COMPARED), candidate)
    const near = distance <= Math.max(1, Math.floor(candidate.length / 3))
    if (near && (!best || distance < best.distance)) best = { candidate, distance }
  }
  return best?.candidate
}

/** Longer than any name; the comparison takes time in proportion to the product of both lengths. */
const MAX_COMPARED = 32

/**
 * Insertions, deletions, replacements and swaps of neighbours that make `a` into `b` (optimal string
 * alignment).
 */
function editDistance(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  const at = (cells: readonly number[], j: number) => cells[j] ?? Number.POSITIVE_INFINITY

  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(row, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(before, j - 2) + 1 : replaced
      next.push(Math.min(replaced, swapped, at(row, j) + 1, at(next, j - 1) + 1))
    }
    before = row
    row = next
  }
  return at(row, b.length)
}
