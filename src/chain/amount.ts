import type { Brand } from '../lib/brand.ts'

/** Base units of the network's coin, 0 to {@link MAX_AMOUNT}. 1 coin = 1 000 000 base units. */
export type Amount = Brand<bigint, 'Amount'>

export const DECIMALS = 6
/** Largest amount that any balance, fee or supply may reach; it leaves room for sums in 64 bits. */
export const MAX_AMOUNT = 2n ** 63n - 1n
