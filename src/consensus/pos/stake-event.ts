import { type Address, formatAddress } from '#chain/address.ts'
import type { BlockEvent } from '#chain/block/block.ts'

/**
 * An event of this engine: the address, then amounts in base units and numbers of epochs and slots, in
 * decimal.
 */
export const stakeEvent = (
  name: 'staked' | 'unstaking' | 'slashed',
  address: Address,
  ...numbers: readonly (bigint | number)[]
): BlockEvent => ({ source: 'stake', name, data: [formatAddress(address), ...numbers.map(String)] })
