import type { Brand } from '#lib/brand.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'

/** Base units of the network's coin, 0 to {@link MAX_AMOUNT}. 1 coin = 1 000 000 base units. */
export type Amount = Brand<bigint, 'Amount'>

export const DECIMALS = 6
/** Base units in one coin. */
export const COIN = 10n ** BigInt(DECIMALS)
/** Largest amount that any balance, fee or supply may reach; it leaves room for sums in 64 bits. */
export const MAX_AMOUNT = 2n ** 63n - 1n
export const ZERO = 0n as Amount

/** More digits than any amount has, so that nobody makes us parse a novel. */
const MAX_DIGITS = 32

type AmountFailure = Failure<'AMOUNT_BAD'>

/** Base units as an amount, if they are within bounds. */
export function toAmount(units: bigint): Result<Amount, AmountFailure> {
  if (units < 0n) return fail('AMOUNT_BAD', `amount: ${formatAmount(units)} is below zero`)
  if (units > MAX_AMOUNT) return fail('AMOUNT_BAD', `amount: ${formatAmount(units)} is ${TOO_LARGE}`)
  return ok(units as Amount)
}

const TOO_LARGE = `more than any amount can be; at most ${formatAmount(MAX_AMOUNT)}`

/**
 * Parses coins as a person writes them, such as "12.5", to base units. `field` names the input in the
 * message. Zero is accepted; the caller decides whether it makes sense.
 */
export function parseAmount(text: string, field: string): Result<Amount, AmountFailure> {
  const trimmed = text.trim()
  const bad = (problem: string) => fail('AMOUNT_BAD', `${field}: ${problem}`)

  if (trimmed === '') return bad('it is empty; write a number such as 12.5')
  if (/^[+-]/.test(trimmed)) return bad('it has a sign; write a number without one, such as 12.5')
  if (trimmed.length > MAX_DIGITS) return bad(`it is ${TOO_LARGE}`)
  if (/^\d+,\d+$/.test(trimmed)) return bad(`write the decimals after a point: ${trimmed.replace(',', '.')}`)

  const match = /^(\d+)(?:\.(\d+))?$/.exec(trimmed)
  if (match === null) return bad(`"${trimmed}" is not a plain number; write digits and a point, such as 12.5`)
  const [, whole = '', decimals = ''] = match
  if (decimals.length > DECIMALS) {
    return bad(
      `it has ${decimals.length} decimals; a coin has ${DECIMALS}, so leave out the last ${decimals.length - DECIMALS}`,
    )
  }

  const units = BigInt(whole) * COIN + BigInt(decimals.padEnd(DECIMALS, '0'))
  if (units > MAX_AMOUNT) return bad(`it is ${TOO_LARGE}`)
  return ok(units as Amount)
}

/**
 * Formats coins as text that {@link parseAmount} can read: "12.5", without trailing zeros or grouping. A
 * difference may be negative.
 */
export function formatAmount(units: bigint): string {
  const sign = units < 0n ? '-' : ''
  const digits = (units < 0n ? -units : units).toString().padStart(DECIMALS + 1, '0')
  const decimals = digits.slice(-DECIMALS).replace(/0+$/, '')
  return `${sign}${digits.slice(0, -DECIMALS)}${decimals && `.${decimals}`}`
}
