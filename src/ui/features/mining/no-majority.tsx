import { t } from '@lingui/core/macro'
import { Alert, Text } from '@mantine/core'
import { IconHourglass } from '@tabler/icons-react'
import type { WaitingForMajority } from '#storage/rows.ts'
import { majorityWords } from '../../format/majority-words.ts'
import { useSummaryRow } from '../../hooks/use-summary.ts'

/** Explains why blocks do not become final and what helps; empty while they do. */
export function NoMajority({ waiting }: { readonly waiting: WaitingForMajority }) {
  const words = majorityWords(waiting, useSummaryRow('network')?.peers)
  if (!words) return null
  return (
    <Alert
      color="amber"
      variant="light"
      icon={<IconHourglass />}
      title={t`Waiting for a majority`}
      role="status"
      aria-label={t`Waiting for a majority`}
    >
      <Text size="sm">{words.what}</Text>
      <Text size="sm" mt={6}>
        {words.todo}
      </Text>
    </Alert>
  )
}
