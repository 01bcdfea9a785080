import { Progress, Text } from '@mantine/core'
import { transferPercent, transferWords } from '../format/transfer-words.ts'

interface TransferProps {
  /** The label for a screen reader, such as `Fetching cat.png`. */
  readonly label: string
  readonly doneBytes: number
  /** 0 while it is not known. */
  readonly sizeBytes: number
  readonly bytesPerSecond: number
}

/** The progress of a transfer: a bar with its amount, speed and remaining time. */
export function Transfer({ label, ...transfer }: TransferProps) {
  return (
    <div>
      <Progress
        value={Math.max(1, transferPercent(transfer))}
        size="sm"
        color="spruce"
        aria-label={label}
        transitionDuration={200}
      />
      <Text size="sm" c="dimmed" mt={4} style={{ fontVariantNumeric: 'tabular-nums' }}>
        {transferWords(transfer)}
      </Text>
    </div>
  )
}
