import { formatAmount } from '#chain/amount.ts'

/** Narrow no-break space: groups thousands in every language without looking like a decimal point. */
const GROUP = '\u00a0'

/**
 * Base units as readable coins: `1 234.5`, with grouped thousands and a real minus sign. Use `formatAmount`
 * for text that is parsed again.
 */
export function amountText(amount: bigint): string {
  const [whole = '', decimals] = formatAmount(amount).replace('-', '\u2212').split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, GROUP)
  return decimals === undefined ? grouped : `${grouped}.${decimals}`
}

/** An amount with `+` if received and `−` if spent; zero has no sign. */
export function signedAmountText(amount: bigint): string {
  return amount > 0n ? `+${amountText(amount)}` : amountText(amount)
}
