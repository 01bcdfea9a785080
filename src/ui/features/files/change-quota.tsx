import { t } from '@lingui/core/macro'
import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { FileQuotaResult } from '#api/file-results.ts'
import { fieldMessage } from '../../format/field-message.ts'
import { useCall } from '../../hooks/use-call.ts'
import { parseGigabytes } from './parse-gigabytes.ts'

interface ChangeQuotaProps {
  readonly quotaBytes: number
  onChosen(quota: FileQuotaResult): void
  onCancel(): void
}

/** A form for the quota of files, in gigabytes. */
export function ChangeQuota({ quotaBytes, onChosen, onCancel }: ChangeQuotaProps) {
  const [typed, setTyped] = useState(String(Number((quotaBytes / 1e9).toFixed(3))))
  const change = useCall('fileQuota')
  const bytes = parseGigabytes(typed)
  const error = change.state.status === 'failed' ? fieldMessage(change.state.failure.message) : undefined

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (bytes === undefined) return
    const quota = await change.run({ bytes })
    if (quota) onChosen(quota)
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm" mt="sm">
        <TextInput
          label={t`Files may take`}
          value={typed}
          inputMode="decimal"
          maxLength={12}
          autoComplete="off"
          onChange={event => {
            setTyped(event.currentTarget.value)
            change.clear()
          }}
          error={
            error ??
            (typed.trim() !== '' && bytes === undefined && t`Write a number of gigabytes, such as 0.5 or 4`)
          }
          description={t`If the files take more than that, unpinned ones are removed, those with the most copies first`}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          rightSection={
            <Text size="sm" c="dimmed">
              {t`GB`}
            </Text>
          }
          rightSectionWidth={44}
          data-autofocus
        />
        <Group grow>
          <Button variant="default" onClick={onCancel}>
            {t`Cancel`}
          </Button>
          <Button type="submit" disabled={bytes === undefined} loading={change.state.status === 'running'}>
            {t`Set`}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
