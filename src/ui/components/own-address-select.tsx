import { NativeSelect, type NativeSelectProps } from '@mantine/core'
import type { WalletRow } from '#storage/rows.ts'
import { amountText } from '../format/amount-text.ts'
import { useNode } from '../node-context.tsx'
import { useWallet } from '../wallet-context.tsx'

interface OwnAddressSelectProps
  extends Pick<NativeSelectProps, 'label' | 'aria-label' | 'size' | 'w' | 'maw'> {
  readonly value: string | undefined
  onChange(address: string): void
  /** Names all addresses together, as a first entry whose value is empty. */
  readonly all?: string
  /** The text in parentheses after the name; by default the balance of the address. */
  details?(row: WalletRow): string | undefined
}

/** A select of the own addresses. It renders nothing if there is only one. */
export function OwnAddressSelect({ value, onChange, all, details, ...props }: OwnAddressSelectProps) {
  const { symbol } = useNode().genesis
  const { rows } = useWallet()
  if (rows.length < 2) return null

  const labelOf = (row: WalletRow) => {
    const behind = details ? details(row) : `${amountText(row.balance)} ${symbol}`
    return behind === undefined ? row.name : `${row.name} (${behind})`
  }
  return (
    <NativeSelect
      {...props}
      value={value ?? ''}
      onChange={event => onChange(event.currentTarget.value)}
      data={[
        ...(all === undefined ? [] : [{ value: '', label: all }]),
        ...rows.map(row => ({ value: row.address, label: labelOf(row) })),
      ]}
    />
  )
}
