import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Button, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconTrash } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { Dialog } from '../../components/dialog.tsx'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { Panel } from '../../components/panel.tsx'
import { TypedConsent } from '../../components/typed-consent.tsx'
import { useCall } from '../../hooks/use-call.ts'
import { RESETS, type ResetScope, resetAllowed } from './reset-words.ts'

/** Resets of this tab's data. */
export function Reset() {
  const [open, setOpen] = useState(false)
  return (
    <Panel title={t`Reset`}>
      <Text size="sm" c="dimmed">
        <Trans>
          Deletes what this profile holds in this browser. The chain can always be fetched again from peers;
          keys cannot.
        </Trans>
      </Text>
      <Button
        mt="md"
        variant="light"
        color="clay"
        leftSection={<IconTrash size={18} />}
        onClick={() => setOpen(true)}
      >
        <Trans>Reset this node…</Trans>
      </Button>
      {open && <ResetDialog onClose={() => setOpen(false)} />}
    </Panel>
  )
}

/**
 * Deletes data after the user typed words that confirm it; deleting the keys takes different words. The page
 * reloads afterwards.
 */
function ResetDialog({ onClose }: { onClose(): void }) {
  const [scope, setScope] = useState<ResetScope>('chain')
  const [typed, setTyped] = useState('')
  const reset = useCall('reset')
  const { word, consequence } = RESETS[scope]
  const allowed = resetAllowed(scope, typed)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (allowed && (await reset.run({ keys: scope === 'keys' }))) location.reload()
  }

  return (
    <Dialog onClose={onClose} title={t`Reset this node`}>
      <form onSubmit={submit}>
        <Stack>
          <SegmentedControl
            aria-label={t`What to delete`}
            size="md"
            value={scope}
            onChange={value => {
              setScope(value as ResetScope)
              setTyped('')
            }}
            data={[
              { value: 'chain', label: t`The chain` },
              { value: 'keys', label: t`Chain and keys` },
            ]}
          />
          <Alert color={scope === 'keys' ? 'clay' : 'amber'} variant="light" icon={<IconAlertTriangle />}>
            {consequence}
          </Alert>
          <TypedConsent words={word} value={typed} onChange={setTyped} />
          {reset.state.status === 'failed' && (
            <FailureAlert title={t`Nothing was deleted`} failure={reset.state.failure} />
          )}
          <Button type="submit" color="clay" disabled={!allowed} loading={reset.state.status === 'running'}>
            {scope === 'keys' ? t`Delete chain and keys` : t`Delete the chain`}
          </Button>
        </Stack>
      </form>
    </Dialog>
  )
}
