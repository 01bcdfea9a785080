import { amountText, signedAmountText } from '../format/amount-text.ts'
import { useNode } from '../node-context.tsx'
import classes from './amount.module.css'

interface AmountProps {
  readonly amount: bigint
  readonly signed?: boolean
  /** True in a list, where a phone has no room for the symbol on each line. */
  readonly tight?: boolean
}

/** An amount with the network's symbol, which is quieter than the number. */
export function Amount({ amount, signed = false, tight = false }: AmountProps) {
  const { genesis } = useNode()
  return (
    <span className={classes.amount}>
      {signed ? signedAmountText(amount) : amountText(amount)}
      <span className={tight ? classes.tight : classes.symbol}>{`\u00a0${genesis.symbol}`}</span>
    </span>
  )
}
