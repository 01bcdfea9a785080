import { Button, Progress, Text } from '@mantine/core'
import { Panel } from '../../components/panel.tsx'
import { bytesText } from '../../format/quantity-text.ts'
import { usePersistence } from '../../hooks/use-persistence.ts'
import { useSummaryRow } from '../../hooks/use-summary.ts'

const WORDS = {
  unknown: 'Asking the browser…',
  unavailable: 'This browser does not promise to keep a site’s data. Keep the backup phrase.',
  'best-effort': 'The browser may clear this site’s data when the disk gets full.',
  refused: 'The browser declined to promise. Installing the app or a bookmark often changes its mind.',
  persistent: 'The browser has promised not to clear this site’s data on its own.',
} as const

/** The space that the chain takes, and whether the browser may clear it. */
export function StorageUse() {
  const storage = useSummaryRow('storage')
  const { state, ask } = usePersistence()
  const percent = storage && storage.quotaBytes > 0 ? (100 * storage.usedBytes) / storage.quotaBytes : 0
  const words = storage
    ? `${bytesText(storage.usedBytes)} used of ${bytesText(storage.quotaBytes)} allowed`
    : 'Not measured yet'

  return (
    <Panel title="Storage">
      <Text mb={8}>{words}</Text>
      <Progress
        value={Math.max(percent, 0.5)}
        aria-label="Storage used"
        size="md"
        color={percent > 90 ? 'clay' : 'spruce'}
      />
      <Text size="sm" c="dimmed" mt="sm" mih={22}>
        {WORDS[state]}
      </Text>
      {(state === 'best-effort' || state === 'refused') && (
        <Button variant="default" mt="sm" onClick={ask}>
          Keep my data
        </Button>
      )}
    </Panel>
  )
}
