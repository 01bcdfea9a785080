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
    <Panel title="Backup">
      <Text size="sm" c="dimmed">
        The keys are in this browser only. Write the phrase on paper: it brings your coins back when the
        browser or the device is gone.
      </Text>
      <Button mt="md" variant="default" leftSection={<IconKey size={18} />} onClick={() => setOpen(true)}>
        Show backup phrase
      </Button>
      {open && <PhraseDialog onClose={() => setOpen(false)} />}
    </Panel>
  )
}

/** The phrase, after a warning; it is forgotten when the dialog closes. */
function PhraseDialog({ onClose }: { onClose(): void }) {
  const reveal = useCall('walletPhrase')

  return (
    <Dialog onClose={onClose} title="Backup phrase">
      <Stack>
        {reveal.state.status === 'done' ? (
          <Phrase phrase={reveal.state.value.phrase} />
        ) : (
          <>
            <Alert
              color="amber"
              variant="light"
              icon={<IconAlertTriangle />}
              title="Whoever has these words has the coins"
            >
              Nobody from Tabchain will ever ask for them. Look around first: no one and no camera should see
              them.
            </Alert>
            {reveal.state.status === 'failed' && (
              <FailureAlert title="No phrase" failure={reveal.state.failure} />
            )}
            <Button onClick={() => reveal.run({})} loading={reveal.state.status === 'running'}>
              Show the words
            </Button>
          </>
        )}
      </Stack>
    </Dialog>
  )
}

function Phrase({ phrase }: { readonly phrase: string }) {
  const words = phrase.split(' ')
  return (
    <>
      <Text size="sm">
        Write down all {words.length} words in this order, and keep the paper where you keep other valuables.
      </Text>
      <ol className={classes.words} aria-label="Backup phrase">
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
