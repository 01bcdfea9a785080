import type { Address } from '#chain/address.ts'
import type { PoaParameters } from '#chain/genesis/genesis.ts'
import { known } from '#lib/assert.ts'
import { bytesEqual } from '#lib/bytes.ts'
import type { UnixMs } from '#lib/clock.ts'

/**
 * The authority that produces the block at `height` once `offset` others were passed over; 0 is the one in
 * turn.
 */
export function authorityAt(authorities: readonly Address[], height: number, offset: number): Address {
  const count = authorities.length
  return known(authorities[((height % count) + offset) % count], 'authority of a turn')
}

/**
 * The number of authorities that this one passes over if it produces at `height`; undefined for an address
 * that is not an authority.
 */
export function offsetAt(
  authorities: readonly Address[],
  height: number,
  address: Address,
): number | undefined {
  const index = authorities.findIndex(authority => bytesEqual(authority, address))
  const count = authorities.length
  return index < 0 ? undefined : (index - (height % count) + count) % count
}

/** The least timestamp of a block that passes over `offset` authorities, given its parent's timestamp. */
export const earliestAfter = (
  parentTime: UnixMs,
  offset: number,
  { spacingMs, timeoutMs }: PoaParameters,
): UnixMs => (parentTime + spacingMs + offset * timeoutMs) as UnixMs
