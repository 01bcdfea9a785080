import type { Header } from '#chain/block/header.ts'
import { type Violation, violation } from '#chain/rules.ts'
import { bytesEqual } from '#lib/bytes.ts'
import { ok, type Result } from '#lib/result.ts'
import type { Ancestry } from '../engine.ts'

/**
 * At most `finalityDepth` blocks of one producer wait to be final, so that a lone chain does not grow without
 * end, and nobody uses up what others need to agree. `ancestry` begins at the parent.
 */
export function checkDepth(
  { producer, height }: Pick<Header, 'producer' | 'height'>,
  final: number,
  ancestry: Ancestry,
  finalityDepth: number,
): Result<void, Violation> {
  let own = 1
  for (const { header } of ancestry) {
    if (header.height <= final) break
    if (bytesEqual(header.producer, producer)) own++
  }
  if (own <= finalityDepth) return ok(undefined)
  return violation(
    'SEAL_TOO_FAR',
    `with block ${height}, ${own} blocks of its producer wait to be final, but the network allows ${finalityDepth}`,
  )
}
