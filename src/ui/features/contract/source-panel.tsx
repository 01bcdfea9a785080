import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Button, Group, Text } from '@mantine/core'
import { IconAlertTriangle, IconDownload, IconPencilCode } from '@tabler/icons-react'
import type { ContractView } from '#storage/contract-rows.ts'
import { CopyTextButton } from '../../components/copy-text-button.tsx'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { downloadSource } from '../../download.ts'
import { bytesText } from '../../format/quantity-text.ts'
import { studioRoute } from '../../format/studio-route.ts'
import { useCall } from '../../hooks/use-call.ts'
import { navigate } from '../../router.ts'
import { hidesCharacters } from './hidden-characters.ts'
import classes from './source-panel.module.css'
import { SourceText } from './source-text.tsx'

interface SourcePanelProps {
  readonly contract: ContractView
  /** The line to highlight, from 1. */
  readonly line: number | undefined
}

/** The contract's code on the chain, to read, to copy, or to use for another contract. */
export function SourcePanel({ contract, line }: SourcePanelProps) {
  const { name, source } = contract
  const lines = source.split('\n').length
  const size = bytesText(new TextEncoder().encode(source).length)
  const save = useCall('draftSave')
  const openInStudio = async () => {
    const draft = await save.run({ name: name || t`Contract`, source })
    if (draft) navigate(studioRoute(draft.id))
  }

  return (
    <div className={classes.source}>
      <Group gap="sm">
        <CopyTextButton value={source} />
        <Button
          variant="default"
          leftSection={<IconDownload size={18} />}
          onClick={() => downloadSource(source, `${name || 'contract'}.js`)}
        >
          {t`Download`}
        </Button>
        <Button
          variant="default"
          leftSection={<IconPencilCode size={18} />}
          loading={save.state.status === 'running'}
          onClick={openInStudio}
        >
          {t`Open in the studio`}
        </Button>
        <Text size="sm" c="dimmed">
          {t`${plural(lines, { one: '# line', other: '# lines' })}, ${size}`}
        </Text>
      </Group>
      {save.state.status === 'failed' && (
        <FailureAlert title={t`It cannot be opened in the studio`} failure={save.state.failure} />
      )}
      {hidesCharacters(source) && (
        <Alert
          color="amber"
          variant="light"
          icon={<IconAlertTriangle />}
          title={t`This source has characters that cannot be seen`}
        >
          <Trans>
            They can make code look as if it did something else. Here it is shown in the order in which it is
            executed; do not trust how it looks elsewhere.
          </Trans>
        </Alert>
      )}
      <SourceText key={line} source={source} line={line} />
    </div>
  )
}
