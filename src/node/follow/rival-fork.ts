import { decodeHeader } from '#chain/block/header-codec.ts'
import type { BlockId } from '#chain/ids.ts'
import type { RecordedHeader } from '#consensus/engine.ts'
import { assert, known } from '#lib/assert.ts'
import { judged } from '#lib/judged.ts'
import type { Chain } from '#node/chain/chain.ts'
import type { BlockRow } from '#storage/rows.ts'
import { FORK_STEPS } from './limits.ts'

/** Requests headers of one peer's chain after the first of these ids that is on it. */
export type HeaderSource = (locator: readonly BlockId[], limit: number) => Promise<Uint8Array[]>

/**
 * Finds the last block that this node's chain and a peer's have in common, below the final one. Undefined if
 * they share the final block, or if the peer's answers are useless. Each round requests one header and
 * compares {@link FORK_STEPS} heights.
 */
export async function findFork(chain: Chain, ask: HeaderSource): Promise<RecordedHeader | undefined> {
  let common = known(await chain.store.blockAt(0), 'genesis row')
  let apart = chain.final + 1
  while (apart - common.height > 1) {
    const rows = await mainRows(chain, heightsBetween(common.height, apart))
    const [answer] = await ask([...rows.map(({ id }) => id), common.id], 1)
    const parent = answer && parentOf(answer)
    const place = rows.findIndex(({ id }) => id === parent)
    if (place === -1 && parent !== common.id) return undefined
    const next = place === -1 ? rows.length : place
    apart = rows[next - 1]?.height ?? apart
    common = rows[next] ?? common
  }
  return common.height < chain.final ? recordedOf(common) : undefined
}

/** Converts a row of the main chain for the engine. */
export function recordedOf({ header, totalWeight, engine }: BlockRow): RecordedHeader {
  const decoded = decodeHeader(header)
  assert(decoded.ok, 'a stored header decodes')
  return { header: decoded.value, totalWeight, engine }
}

/** Evenly spaced heights between `low` and `high`, descending. */
function heightsBetween(low: number, high: number): number[] {
  const count = Math.min(FORK_STEPS, high - low - 1)
  const heights = Array.from(
    { length: count },
    (_, i) => low + Math.floor(((i + 1) * (high - low)) / (count + 1)),
  )
  return heights.reverse()
}

async function mainRows({ store }: Chain, heights: readonly number[]): Promise<BlockRow[]> {
  const rows = await Promise.all(heights.map(height => store.blockAt(height)))
  return rows.flatMap(row => row ?? [])
}

function parentOf(bytes: Uint8Array): string | undefined {
  const header = judged({ what: 'message', id: '', step: 'header' }, () => decodeHeader(bytes))
  return header.ok ? header.value.parent : undefined
}
