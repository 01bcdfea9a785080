import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Button, Stack } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { AddressInput } from '../../components/address-input.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { TypedConsent } from '../../components/typed-consent.tsx'
import { isConsent } from '../../format/is-consent.ts'
import { useCall } from '../../hooks/use-call.ts'
import { addressProblem, addressText } from './address-check.ts'

interface HandOverProps {
  readonly admin: string
  onSent(txId: string): void
  onClose(): void
}

/** The words to type as confirmation. */
const WORDS = t`hand over`

/**
 * Asks for typed confirmation before another address becomes the admin, because only that one could undo it.
 */
export function HandOver({ admin, onSent, onClose }: HandOverProps) {
  const [address, setAddress] = useState('')
  const [typed, setTyped] = useState('')
  const { state, run } = useCall('authorityChange')
  const problem = addressText(address) === admin ? t`This is the admin already` : addressProblem(address, [])
  const allowed = address.trim() !== '' && problem === undefined && isConsent(typed, WORDS)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!allowed) return
    const sent = await run({ action: 'admin', address: addressText(address), from: admin })
    if (sent) onSent(sent.txId)
  }

  return (
    <Dialog onClose={onClose} title={t`Hand over the network`}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Alert color="amber" variant="light" icon={<IconAlertTriangle />}>
            <Trans>
              After that, only the new admin adds and removes authorities, and can remove you. This cannot be
              undone.
            </Trans>
          </Alert>
          <AddressInput
            label={t`Address of the new admin`}
            value={address}
            onChange={setAddress}
            error={problem}
            autoFocus
          />
          <TypedConsent words={WORDS} value={typed} onChange={setTyped} />
          {state.status === 'failed' && <FailureAlert title={t`Not handed over`} failure={state.failure} />}
          <Button type="submit" color="clay" disabled={!allowed} loading={state.status === 'running'}>
            <Trans>Hand over</Trans>
          </Button>
        </Stack>
      </form>
    </Dialog>
  )
}
