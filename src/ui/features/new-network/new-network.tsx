import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Button, Stack, Text, TextInput, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconChevronRight } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import type { NetworkRequest } from '#api/calls/networks.ts'
import { MAX_NAME_BYTES } from '#chain/limits.ts'
import { MoreLink } from '../../components/more-link.tsx'
import { Panel } from '../../components/panel.tsx'
import { ScreenTitle } from '../../components/screen-title.tsx'
import { useCommand } from '../../hooks/use-command.ts'
import { useNode } from '../../node-context.tsx'
import { openNetwork } from '../networks/open-network.ts'
import { AdvancedFields } from './advanced-fields.tsx'
import { createNetwork } from './create-network.ts'
import {
  EMPTY_DRAFT,
  errorsOf,
  type FoundingDraft,
  type FoundingErrors,
  isAdvanced,
  readDraft,
} from './founding-draft.ts'
import classes from './new-network.module.css'
import { PresetCards } from './preset-cards.tsx'
import { PRESET_WORDS } from './preset-words.ts'

/**
 * The form that creates a network: preset, name, and optionally every parameter. The network opens in this
 * tab.
 */
export function NewNetwork() {
  const { api } = useNode()
  const [draft, setDraft] = useState(EMPTY_DRAFT)
  const [open, setOpen] = useState(false)
  const [errors, setErrors] = useState<FoundingErrors>({})
  const create = useCommand(async (request: NetworkRequest) => {
    const opened = await createNetwork(api, request)
    if (!opened.ok) refuse(errorsOf(opened.error, draft))
    return opened
  })

  const change = (part: Partial<FoundingDraft>) => {
    setDraft(old => ({ ...old, ...part }))
    setErrors({})
  }
  const refuse = (wrong: FoundingErrors) => {
    setErrors(wrong)
    if (isAdvanced(wrong, draft)) setOpen(true)
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const read = readDraft(draft)
    if (read.errors) return refuse(read.errors)
    const opened = await create.run(read.request)
    if (opened) openNetwork(opened.link)
  }

  return (
    <>
      <ScreenTitle title={t`New network`}>
        <MoreLink to={{ screen: 'networks' }}>
          <Trans>All networks</Trans>
        </MoreLink>
      </ScreenTitle>
      <form onSubmit={submit} noValidate aria-label={t`New network`}>
        <Stack gap={16}>
          <Panel title={t`What is it for?`}>
            <PresetCards
              value={draft.preset}
              onChange={preset => change({ preset, emptyBlocks: undefined })}
            />
          </Panel>
          <Panel title={t`What is it called?`}>
            <Stack gap="md">
              <div className={classes.names}>
                <TextInput
                  label={t`Name`}
                  placeholder={t`Class 7b`}
                  value={draft.name}
                  maxLength={MAX_NAME_BYTES}
                  onChange={event => change({ name: event.currentTarget.value })}
                  error={errors.name}
                  autoComplete="off"
                />
                <TextInput
                  label={t`Coin`}
                  placeholder="COIN"
                  value={draft.symbol}
                  maxLength={8}
                  onChange={event => change({ symbol: event.currentTarget.value.toUpperCase() })}
                  error={errors.symbol}
                  autoComplete="off"
                  spellCheck={false}
                />
              </div>
              <UnstyledButton className={classes.more} aria-expanded={open} onClick={() => setOpen(!open)}>
                <IconChevronRight size={16} aria-hidden="true" />
                <Trans>All parameters</Trans>
              </UnstyledButton>
              {open && <AdvancedFields draft={draft} errors={errors} onChange={change} />}
              {errors.form && (
                <Alert
                  color="clay"
                  variant="light"
                  icon={<IconAlertTriangle />}
                  title={t`Not created`}
                  role="alert"
                >
                  {errors.form}
                </Alert>
              )}
              <Text size="sm" c="dimmed">
                {PRESET_WORDS[draft.preset].founder} <Trans>Name and parameters never change.</Trans>
              </Text>
              <Button
                type="submit"
                disabled={draft.name.trim() === ''}
                loading={create.state.status === 'running'}
              >
                <Trans>Create and open it here</Trans>
              </Button>
            </Stack>
          </Panel>
        </Stack>
      </form>
    </>
  )
}
