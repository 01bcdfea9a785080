import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { MAX_NAME_CHARACTERS } from '#wallet/limits.ts'
import { Dialog } from '../../components/dialog.tsx'
import { fieldMessage } from '../../format/field-message.ts'
import { useCommand } from '../../hooks/use-command.ts'
import { useNode } from '../../node-context.tsx'

type Way = 'new' | 'import'

/** Adds an address: a new one of this wallet's phrase, or one with a key from a file. */
export function AddAddress({ onClose }: { onClose(): void }) {
  const { api } = useNode()
  const [way, setWay] = useState<Way>('new')
  const [name, setName] = useState('')
  const [pem, setPem] = useState('')
  const add = useCommand((args: { name: string; pem: string }) =>
    way === 'new' ? api.addressNew({ name: args.name }) : api.addressImport(args),
  )

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (await add.run({ name: name.trim(), pem: pem.trim() })) onClose()
  }
  const missing = name.trim() === '' || (way === 'import' && pem.trim() === '')
  const failure = add.state.status === 'failed' ? add.state.failure : undefined
  const aboutPem = failure?.message.toLowerCase().startsWith('pem') ?? false

  return (
    <Dialog onClose={onClose} title={t`Add an address`}>
      <form onSubmit={submit}>
        <Stack>
          <SegmentedControl
            aria-label={t`Kind of address`}
            value={way}
            onChange={value => setWay(value as Way)}
            data={[
              { value: 'new', label: t`New` },
              { value: 'import', label: t`Import a key` },
            ]}
            size="md"
          />
          <TextInput
            label={t`Name`}
            placeholder={t`savings`}
            data-autofocus
            value={name}
            maxLength={MAX_NAME_CHARACTERS}
            onChange={event => setName(event.currentTarget.value)}
            description={t`Only you see it`}
            error={failure && !aboutPem && fieldMessage(failure.message)}
          />
          {way === 'import' ? (
            <Textarea
              label={t`Key (PEM)`}
              placeholder={'-----BEGIN PRIVATE KEY-----\n…'}
              value={pem}
              onChange={event => setPem(event.currentTarget.value)}
              rows={4}
              // A PKCS#8 Ed25519 key in PEM has 119 characters; comments around it are tolerated.
              maxLength={2000}
              spellCheck={false}
              styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
              error={failure && aboutPem && fieldMessage(failure.message)}
            />
          ) : (
            <Text size="sm" c="dimmed">
              <Trans>
                Your backup phrase covers this address too. It does not cover an imported key: keep the file
                of the key.
              </Trans>
            </Text>
          )}
          <Button type="submit" disabled={missing} loading={add.state.status === 'running'}>
            {way === 'new' ? t`Create address` : t`Import address`}
          </Button>
        </Stack>
      </form>
    </Dialog>
  )
}
