import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Progress, Text } from '@mantine/core'
import { Panel } from '../../components/panel.tsx'
import { bytesText } from '../../format/quantity-text.ts'
import { usePersistence } from '../../hooks/use-persistence.ts'
import { useSummaryRow } from '../../hooks/use-summary.ts'

const WORDS = {
  unknown: t`Asking the browser…`,
  unavailable: t`This browser does not promise to keep a site’s data. Keep the backup phrase.`,
  'best-effort': t`The browser may clear this site’s data when the disk gets full.`,
  refused: t`The browser did not agree to keep this site’s data. Installing or bookmarking the app often changes that.`,
  persistent: t`The browser has promised not to clear this site’s data on its own.`,
} as const

/** The space that the chain takes, and whether the browser may clear it. */
export function StorageUse() {
  const storage = useSummaryRow('storage')
  const { state, ask } = usePersistence()
  const percent = storage && storage.quotaBytes > 0 ? (100 * storage.usedBytes) / storage.quotaBytes : 0
  const words = storage
    ? t`${{ used: bytesText(storage.usedBytes) }} used of ${{ quota: bytesText(storage.quotaBytes) }} allowed`
    : t`Not measured yet`

  return (
    <Panel title={t`Storage`}>
      <Text mb={8}>{words}</Text>
      <Progress
        value={Math.max(percent, 0.5)}
        aria-label={t`Storage used`}
        size="md"
        color={percent > 90 ? 'clay' : 'spruce'}
      />
      <Text size="sm" c="dimmed" mt="sm" mih={22}>
        {WORDS[state]}
      </Text>
      {(state === 'best-effort' || state === 'refused') && (
        <Button variant="default" mt="sm" onClick={ask}>
          <Trans>Keep my data</Trans>
        </Button>
      )}
    </Panel>
  )
}
