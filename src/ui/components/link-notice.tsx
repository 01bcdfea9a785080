import { Trans } from '@lingui/react/macro'
import { Alert, Button, Text } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { linkWords } from '../format/link-words.ts'
import { useSummaryRow } from '../hooks/use-summary.ts'
import { hrefOf } from '../router.ts'

/** Says which part of the way to other tabs fails while this tab has no link; empty otherwise. */
export function LinkNotice() {
  const words = linkWords(useSummaryRow('network'))
  if (!words) return null
  return (
    <Alert color="amber" variant="light" icon={<IconPlugConnectedX />} title={words.title} role="status">
      <Text size="sm">{words.text}</Text>
      <Button component="a" href={hrefOf({ screen: 'settings' })} variant="default" size="sm" mt="sm">
        <Trans>Check each part</Trans>
      </Button>
    </Alert>
  )
}
