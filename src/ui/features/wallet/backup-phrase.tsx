import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconKey } from '@tabler/icons-react'
import { useState } from 'react'
import { CopyTextButton } from '../../components/copy-text-button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { Panel } from '../../components/panel.tsx'
import { useCall } from '../../hooks/use-call.ts'
import classes from './backup-phrase.module.css'

/** Explains the phrase, and shows it on request. */
export function BackupPhrase() {
  const [open, setOpen] = useState(false)
  return (
    <Panel title={t`Backup`}>
      <Text size="sm" c="dimmed">
        <Trans>
          The keys are in this browser only. Write the phrase on paper: it brings your coins back when the
          browser or the device is gone.
        </Trans>
      </Text>
      <Button mt="md" variant="default" leftSection={<IconKey size={18} />} onClick={() => setOpen(true)}>
        <Trans>Show backup phrase</Trans>
      </Button>
      {open && <PhraseDialog onClose={() => setOpen(false)} />}
    </Panel>
  )
}

/** The phrase, after a warning; it is forgotten when the dialog closes. */
function PhraseDialog({ onClose }: { onClose(): void }) {
  const reveal = useCall('walletPhrase')

  return (
    <Dialog onClose={onClose} title={t`Backup phrase`}>
      <Stack>
        {reveal.state.status === 'done' ? (
          <Phrase phrase={reveal.state.value.phrase} />
        ) : (
          <>
            <Alert
              color="amber"
              variant="light"
              icon={<IconAlertTriangle />}
              title={t`Whoever has these words has the coins`}
            >
              <Trans>
                Nobody from Tabchain will ever ask for them. Look around first: no one and no camera should
                see them.
              </Trans>
            </Alert>
            {reveal.state.status === 'failed' && (
              <FailureAlert title={t`No phrase`} failure={reveal.state.failure} />
            )}
            <Button onClick={() => reveal.run({})} loading={reveal.state.status === 'running'}>
              <Trans>Show the words</Trans>
            </Button>
          </>
        )}
      </Stack>
    </Dialog>
  )
}

function Phrase({ phrase }: { readonly phrase: string }) {
  const words = phrase.split(' ')
  const count = words.length
  return (
    <>
      <Text size="sm">
        <Trans>
          Write down all {count} words in this order, and keep the paper where you keep other valuables.
        </Trans>
      </Text>
      <ol className={classes.words} aria-label={t`Backup phrase`}>
        {words.map((word, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: words repeat, and their place is what they are
          <li key={place}>{word}</li>
        ))}
      </ol>
      <Group justify="flex-end">
        <CopyTextButton value={phrase} />
      </Group>
    </>
  )
}
