import type { Seal } from '#chain/block/header.ts'
import type { Violation } from '#chain/rules.ts'
import { assert } from '#lib/assert.ts'
import type { Result } from '#lib/result.ts'

/**
 * Returns the reader of seals that were checked before. Every block above a seal that waits to be final reads
 * it, so its fields are kept as long as the header is.
 */
export function checkedSeals<Fields>(read: (seal: Seal) => Result<Fields, Violation>) {
  const known = new WeakMap<Seal, Fields>()
  return ({ seal }: { readonly seal: Seal }): Fields => {
    const before = known.get(seal)
    if (before !== undefined) return before
    const fields = read(seal)
    assert(fields.ok, 'a checked seal has its fields')
    known.set(seal, fields.value)
    return fields.value
  }
}
