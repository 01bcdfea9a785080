import type { BlockId } from '#chain/ids.ts'
import { assert } from '#lib/assert.ts'
import type { Chain } from '#node/chain/chain.ts'
import { BODIES_BYTES } from './limits.ts'

/**
 * Headers of the main chain after the first id of the locator that is on it (genesis when none is),
 * ascending.
 */
export async function serveHeaders(
  chain: Chain,
  locator: readonly BlockId[],
  limit: number,
): Promise<Uint8Array[]> {
  let from = 1
  for (const id of locator) {
    const row = await chain.store.block(id)
    if (row?.main !== 1) continue
    from = row.height + 1
    break
  }
  const rows = await chain.store.blocksFrom(from, limit)
  return rows.map(row => row.header)
}

/**
 * Encoded bodies in the requested order; empty for unknown ones, and for all after the answer's byte limit.
 */
export async function serveBodies(chain: Chain, ids: readonly BlockId[]): Promise<Uint8Array[]> {
  const bodies: Uint8Array[] = []
  let bytes = 0
  for (const id of ids) {
    const row = bytes < BODIES_BYTES ? await chain.store.body(id) : undefined
    const fits = row !== undefined && (bytes === 0 || bytes + row.body.length <= BODIES_BYTES)
    bodies.push(fits ? row.body : new Uint8Array())
    bytes += fits ? row.body.length : 0
    if (!fits) bytes = BODIES_BYTES
  }
  assert(bodies.length === ids.length, 'one answer per id')
  return bodies
}
