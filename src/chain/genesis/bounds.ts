import { compareBytes } from '#lib/bytes.ts'
import type { Address } from '../address.ts'
import { type Amount, MAX_AMOUNT } from '../amount.ts'
import { GENESIS_BOUNDS } from '../limits.ts'
import type { GenesisParameters } from './genesis.ts'

/** Why a number is outside its bounds (both included), with the remedy; undefined if it is inside. */
export function outOfBounds<N extends number | bigint>(
  field: string,
  value: N,
  [min, max]: readonly [N, N],
): string | undefined {
  const isInteger = typeof value === 'bigint' || Number.isSafeInteger(value)
  if (isInteger && value >= min && value <= max) return undefined
  return `${field}: ${value} is not an integer from ${min} to ${max}; choose one`
}

/**
 * Why a list of balances is not valid, with the remedy: it must have one entry per address, in order, each
 * above 0, with a sum that is an amount.
 */
export function balancesProblem(
  field: string,
  balances: readonly (readonly [Address, Amount])[],
): string | undefined {
  let total = 0n
  for (const [i, [address, amount]] of balances.entries()) {
    const previous = balances[i - 1]?.[0]
    if (previous !== undefined && compareBytes(previous, address) >= 0) {
      return `${field}: ${i} is not after the one before; order them by address and list each address once`
    }
    if (amount <= 0n) return `${field}: ${i} is zero; leave it out`
    total += amount
  }
  return total <= MAX_AMOUNT
    ? undefined
    : `${field}: together they exceed ${MAX_AMOUNT} base units; lower them`
}

/**
 * The bound of `finalityDepth` where signatures make blocks final: the first block of a majority of many
 * signers is final only after each of them has made blocks twice.
 */
export const signedDepthProblem = ({ limits }: Pick<GenesisParameters, 'limits'>): string | undefined =>
  outOfBounds('finalityDepth', limits.finalityDepth, GENESIS_BOUNDS.signedFinalityDepth)
