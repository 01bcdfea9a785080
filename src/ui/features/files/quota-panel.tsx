import { plural, t } from '@lingui/core/macro'
import { Button, Progress, Text } from '@mantine/core'
import { useState } from 'react'
import type { FileQuotaResult } from '#api/file-results.ts'
import { REPLICAS } from '#files/limits.ts'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { MoreLink } from '../../components/more-link.tsx'
import { Panel } from '../../components/panel.tsx'
import { bytesText } from '../../format/quantity-text.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useKeptFiles } from '../../hooks/use-files.ts'
import { shownValue } from '../../hooks/use-live.ts'
import { useSummaryRow } from '../../hooks/use-summary.ts'
import { useNode } from '../../node-context.tsx'
import { ChangeQuota } from './change-quota.tsx'
import classes from './quota-panel.module.css'

/** The space that files take in this browser, and their quota, which can be changed here. */
export function QuotaPanel() {
  const { api } = useNode()
  const asked = useAnswer(() => api.fileQuota({}), '')
  const [chosen, setChosen] = useState<FileQuotaResult>()
  const quota = chosen ?? (asked.status === 'ready' ? asked.value : undefined)
  return (
    <Panel title={t`Space for files`}>
      {asked.status === 'error' && <FailureAlert title={t`Unknown`} failure={asked.failure} />}
      {quota && <Gauge quotaBytes={quota.quotaBytes} onChosen={setChosen} />}
      <Text size="sm" c="dimmed" mt="md">
        {t`The network keeps ${plural(REPLICAS, { one: '# copy', other: '# copies' })} of each recorded file: when tabs with a copy leave, others fetch one, within the space that they allow. What you add, and what you pin, stays here until you drop it.`}
      </Text>
      <MoreLink to={{ screen: 'settings' }}>{t`Public IPFS`}</MoreLink>
    </Panel>
  )
}

interface GaugeProps {
  readonly quotaBytes: number
  onChosen(quota: FileQuotaResult): void
}

function Gauge({ quotaBytes, onChosen }: GaugeProps) {
  const [changing, setChanging] = useState(false)
  const storage = useSummaryRow('storage')
  const rows = shownValue(useKeptFiles()) ?? []
  const sum = (some: typeof rows) => some.reduce((total, row) => total + row.storedBytes, 0)
  const used = sum(rows)
  const pinned = sum(rows.filter(row => row.pinned))
  const percent = (bytes: number) => (quotaBytes > 0 ? Math.min(100, (100 * bytes) / quotaBytes) : 0)
  const [taken, quota] = [bytesText(used), bytesText(quotaBytes)]
  const held = rows.filter(({ state }) => state === 'held').length

  return (
    <>
      <Text fw={600}>{t`${taken} of ${quota}`}</Text>
      <Progress.Root size="md" my={6}>
        <Progress.Section value={percent(pinned)} color="spruce" aria-label={t`Pinned`} />
        <Progress.Section value={percent(used - pinned)} color="amber.4" aria-label={t`Not pinned`} />
      </Progress.Root>
      <ul className={classes.key}>
        <li>
          <i data-of="pinned" aria-hidden="true" />
          {t`${{ size: bytesText(pinned) }} pinned`}
        </li>
        <li>
          <i data-of="loose" aria-hidden="true" />
          {t`${{ size: bytesText(used - pinned) }} may go`}
        </li>
        <li>{plural(held, { one: '# file', other: '# files' })}</li>
      </ul>
      {storage && storage.quotaBytes > 0 && (
        <Text size="sm" c="dimmed" mt={6}>
          {browserWords(storage)}
        </Text>
      )}
      {changing ? (
        <ChangeQuota
          quotaBytes={quotaBytes}
          onChosen={next => {
            onChosen(next)
            setChanging(false)
          }}
          onCancel={() => setChanging(false)}
        />
      ) : (
        <Button variant="default" mt="sm" onClick={() => setChanging(true)}>
          {t`Change`}
        </Button>
      )}
    </>
  )
}

function browserWords({ quotaBytes, usedBytes }: { quotaBytes: number; usedBytes: number }): string {
  const [given, used] = [bytesText(quotaBytes), bytesText(usedBytes)]
  return t`The browser gives this site ${given} for everything, of which ${used} are used.`
}
