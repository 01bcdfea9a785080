import { plural, t } from '@lingui/core/macro'
import { Button, Group, Stack, Switch, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { FOLDER_TYPE } from '#api/folder-type.ts'
import { SUGGESTED_FEE } from '#api/suggested-fee.ts'
import { formatAmount } from '#chain/amount.ts'
import { MAX_MEMO_BYTES } from '#chain/limits.ts'
import { CoinInput } from '../../components/coin-input.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { FileIcon } from '../../components/file-icon.tsx'
import { OwnAddressSelect } from '../../components/own-address-select.tsx'
import { bytesText } from '../../format/quantity-text.ts'
import { spendableOf } from '../../format/spendable-of.ts'
import { useOwnAddress } from '../../hooks/use-own-address.ts'
import { useNode } from '../../node-context.tsx'
import { type AddDraft, checkAdd } from './add-check.ts'
import type { AddChoice, Picked } from './add-queue.ts'
import classes from './chosen-files.module.css'

interface ChosenFilesProps {
  readonly given: readonly Picked[]
  onAdd(choice: AddChoice): void
  onCancel(): void
}

/** The review of files before they are shared: names, sender, note and fee. */
export function ChosenFiles({ given, onAdd, onCancel }: ChosenFilesProps) {
  const { genesis } = useNode()
  const [draft, setDraft] = useState<AddDraft>({ note: '', fee: formatAmount(SUGGESTED_FEE), record: true })
  const [from, choose] = useOwnAddress()
  const payer = from && { address: from.address, spendable: spendableOf(from) }
  const count = given.length
  const records = given.filter(({ type }) => type !== 'car').length
  const check = checkAdd(draft, payer, records, genesis.symbol)
  const change = (part: Partial<AddDraft>) => setDraft(old => ({ ...old, ...part }))

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (check.status === 'ready') onAdd(check.choice)
  }

  return (
    <Dialog onClose={onCancel} title={plural(count, { one: 'Share # file?', other: 'Share # files?' })}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <ul className={classes.list} aria-label={t`Chosen files`}>
            {given.map((each, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two may have one name, and the list never changes
              <li key={place} className={classes.line}>
                <FileIcon name={each.name} mediaType={each.type === 'folder' ? FOLDER_TYPE : ''} />
                <bdi className={classes.name}>{each.name}</bdi>
                <Text span size="sm" c="dimmed">
                  {sizeText(each)}
                </Text>
              </li>
            ))}
          </ul>
          {records < count && (
            <Text size="sm" c="dimmed">
              {t`A CAR contains its own CID; it is kept and shared, but not recorded.`}
            </Text>
          )}
          {records > 0 && (
            <>
              <Switch
                size="md"
                label={t`Record in a block`}
                description={t`Its name, size, type and note become public for ever; the network keeps copies of what is recorded`}
                checked={draft.record}
                onChange={event => change({ record: event.currentTarget.checked })}
              />
              {draft.record && (
                <>
                  <OwnAddressSelect label={t`Recorded by`} value={from?.address} onChange={choose} />
                  <TextInput
                    label={t`Note`}
                    placeholder={t`What it is; anyone can read it`}
                    value={draft.note}
                    maxLength={2 * MAX_MEMO_BYTES}
                    error={check.status === 'blocked' && check.errors.note}
                    onChange={event => change({ note: event.currentTarget.value })}
                    autoComplete="off"
                  />
                  <CoinInput
                    label={
                      records > 1
                        ? plural(records, {
                            one: 'Fee of each of # record',
                            other: 'Fee of each of # records',
                          })
                        : t`Fee`
                    }
                    value={draft.fee}
                    onChange={fee => change({ fee })}
                    error={check.status === 'blocked' && check.errors.fee}
                  />
                </>
              )}
            </>
          )}
          {check.status === 'blocked' && (
            <Text size="sm" c="dimmed" role="status">
              {check.reason}
            </Text>
          )}
          <Group grow>
            <Button variant="default" onClick={onCancel}>
              {t`Cancel`}
            </Button>
            <Button type="submit" disabled={check.status === 'blocked'} data-autofocus>
              {t`Share`}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

function sizeText(given: Picked): string {
  if (given.type !== 'folder') return bytesText(given.file.size)
  const bytes = given.files.reduce((sum, { file }) => sum + file.size, 0)
  const [count, size] = [given.files.length, bytesText(bytes)]
  return t`${plural(count, { one: '# file', other: '# files' })}, ${size}`
}
