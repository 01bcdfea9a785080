import { plural, t } from '@lingui/core/macro'
import { Alert, Button, Group, Text } from '@mantine/core'
import { IconBug } from '@tabler/icons-react'
import { CopyTextButton } from '../components/copy-text-button.tsx'
import { faultReport } from '../format/fault-report.ts'
import { countText } from '../format/quantity-text.ts'
import { useSummaryRow } from '../hooks/use-summary.ts'
import type { UnjudgedBlocks } from '../hooks/use-unjudged.ts'
import { useNode } from '../node-context.tsx'

/** Explains that a bug keeps this app from validating a block, the effect on this tab, and what helps. */
export function UnjudgedBanner({ blocks, last, behind }: UnjudgedBlocks) {
  const { version, genesis, updateAvailable } = useNode()
  const network = useSummaryRow('network')
  const height = countText(last.height ?? 0)
  const report = faultReport(blocks, {
    version,
    browser: navigator.userAgent,
    network: `${network?.id ?? ''} ${genesis.name}`,
  })
  const isBehind = behind > 0

  return (
    <Alert
      color={isBehind ? 'clay' : 'amber'}
      variant="light"
      icon={<IconBug />}
      title={
        isBehind
          ? t`A bug in Tabchain keeps this tab behind the others`
          : t`A bug in Tabchain: block #${height} was not checked`
      }
      role={isBehind ? 'alert' : 'status'}
    >
      <Text size="sm">
        {isBehind
          ? t`The others continued with block #${height}, which this tab cannot check, and are ${plural(behind, { one: '# block', other: '# blocks' })} ahead. Therefore it makes no blocks and does not see the outcome of payments. Your coins and keys are safe.`
          : t`This tab continues without it and punishes no peer. If the others accepted that block, this tab cannot follow them.`}{' '}
        {updateAvailable
          ? t`A new version is ready, which tries again.`
          : t`An update of the app tries again; reload to look for one. A report helps to fix it.`}
      </Text>
      <Group mt="sm" gap="sm">
        {updateAvailable ? (
          <Button onClick={updateAvailable.apply}>{t`Update and reload`}</Button>
        ) : (
          <Button
            {...(isBehind ? { color: 'clay' } : { variant: 'default' })}
            onClick={() => location.reload()}
          >
            {t`Reload`}
          </Button>
        )}
        <CopyTextButton value={report} name={t`Copy the report`} />
      </Group>
    </Alert>
  )
}
