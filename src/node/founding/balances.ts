import { type Address, formatAddress } from '#chain/address.ts'
import { type Amount, MAX_AMOUNT } from '#chain/amount.ts'
import { outOfBounds } from '#chain/genesis/bounds.ts'
import { parseSafeAddress } from '#chain/recipient.ts'
import { bytesEqual, compareBytes } from '#lib/bytes.ts'
import { ok, type Result } from '#lib/result.ts'
import { type FoundingFailure, refused } from './founding.ts'

/** Amounts by address: the founder's and those of others. */
interface BalancesRequest {
  readonly field: string
  /** The field with the founder's amount. */
  readonly ownField: string
  readonly others: readonly { readonly address: string; readonly amount: bigint }[]
  readonly founder: Address
  /** Zero leaves the founder out. */
  readonly own: bigint
  readonly limit: number
}

/**
 * The amounts in the order of a genesis, one positive amount for each address. Errors count the entries of
 * the request from 1.
 */
export function readBalances({
  field,
  ownField,
  others,
  founder,
  own,
  limit,
}: BalancesRequest): Result<(readonly [Address, Amount])[], FoundingFailure> {
  const ownProblem = outOfBounds<bigint>(ownField, own, [0n, MAX_AMOUNT])
  if (ownProblem !== undefined) return refused(ownProblem)
  if (others.length > limit) {
    return refused(`${field}: ${others.length} are too many; at most ${limit} fit in an invite`)
  }

  const read: (readonly [Address, Amount])[] = []
  for (const [i, { address: text, amount }] of others.entries()) {
    const entry = `${field}: ${i + 1}`
    const address = readAddress(text, entry)
    if (!address.ok) return address
    if (bytesEqual(address.value, founder)) {
      return refused(
        `${entry} is the founder, whose amount is ${ownField}; set it there and leave it out here`,
      )
    }
    const twice = read.findIndex(([known]) => bytesEqual(known, address.value))
    if (twice >= 0) return refused(`${entry} has the same address as ${twice + 1}; name each once`)
    const problem = outOfBounds<bigint>(`${entry}, amount`, amount, [1n, MAX_AMOUNT])
    if (problem !== undefined) return refused(problem)
    read.push([address.value, amount as Amount])
  }

  if (own > 0n) read.push([founder, own as Amount])
  return ok(read.toSorted(([a], [b]) => compareBytes(a, b)))
}

/** Reads an address that somebody can own; `entry` names it in errors. */
export function readAddress(text: string, entry: string): Result<Address, FoundingFailure> {
  const parsed = parseSafeAddress(text)
  return parsed.ok ? parsed : refused(`${entry}: ${parsed.error.message}`)
}

/** Formats amounts by address for people and scripts. */
export const describeBalances = (balances: readonly (readonly [Address, Amount])[]) =>
  balances.map(([address, amount]) => ({ address: formatAddress(address), amount }))
