import { Text, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useNode } from '../node-context.tsx'

interface CoinInputProps {
  readonly label: string
  readonly value: string
  onChange(value: string): void
  readonly error?: ReactNode
  readonly description?: ReactNode
  readonly placeholder?: string
}

/**
 * A field for a number of coins, with the network's symbol. It does not parse; the limit is only for pasted
 * text.
 */
export function CoinInput({ onChange, ...props }: CoinInputProps) {
  const { symbol } = useNode().genesis
  return (
    <TextInput
      {...props}
      onChange={event => onChange(event.currentTarget.value)}
      inputMode="decimal"
      autoComplete="off"
      maxLength={40}
      rightSection={
        <Text size="sm" c="dimmed">
          {symbol}
        </Text>
      }
      rightSectionWidth={24 + 10 * symbol.length}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
    />
  )
}
