import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { AddressInput } from '../../components/address-input.tsx'
import { FailureAlert } from '../../components/failure-alert.tsx'
import classes from '../../components/inline-form.module.css'
import { Panel } from '../../components/panel.tsx'
import { useCall } from '../../hooks/use-call.ts'
import { addressProblem, addressText } from './address-check.ts'

interface AddAuthorityProps {
  readonly admin: string
  readonly authorities: readonly string[]
  onSent(txId: string): void
}

/** The admin's form to add an authority. */
export function AddAuthority({ admin, authorities, onSent }: AddAuthorityProps) {
  const add = useCall('authorityChange')
  const [typed, setTyped] = useState('')
  const problem = addressProblem(typed, authorities)

  const write = (text: string) => {
    setTyped(text)
    add.clear()
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const sent = await add.run({ action: 'add', address: addressText(typed), from: admin })
    if (!sent) return
    setTyped('')
    onSent(sent.txId)
  }

  return (
    <Panel title={t`Add an authority`}>
      <form className={classes.form} onSubmit={submit} noValidate>
        <AddressInput
          aria-label={t`Address of the new authority`}
          value={typed}
          onChange={write}
          error={problem}
        />
        <Button
          type="submit"
          variant="light"
          disabled={typed.trim() === '' || problem !== undefined}
          loading={add.state.status === 'running'}
        >
          <Trans>Add</Trans>
        </Button>
      </form>
      <Text size="sm" c="dimmed" mt="xs">
        <Trans>
          Their address is on their Wallet screen under “Receive”. They make blocks as long as their tab is
          open.
        </Trans>
      </Text>
      {add.state.status === 'failed' && <FailureAlert title={t`Not added`} failure={add.state.failure} />}
    </Panel>
  )
}
