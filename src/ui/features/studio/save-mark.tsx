import { t } from '@lingui/core/macro'
import { Anchor } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconDots } from '@tabler/icons-react'
import { fieldMessage } from '../../format/field-message.ts'
import type { DraftSaver, SaveState } from './draft-saver.ts'
import classes from './workbench.module.css'

interface SaveMarkProps {
  readonly saver: DraftSaver
  readonly state: SaveState
  /** True after the user asked for the state, which is then shown in full. */
  readonly isAsked: boolean
}

/**
 * The state of the last change. Screen readers announce requested saves and failures, not every pause in
 * typing.
 */
export function SaveMark({ saver, state, isAsked }: SaveMarkProps) {
  if (state.status === 'failed')
    return (
      <span className={classes.saveMark} data-failed role="alert">
        <IconAlertTriangle size={16} aria-hidden="true" />
        <span>
          {t`Not saved: ${{ why: fieldMessage(state.failure.message) }}.`}{' '}
          <Anchor component="button" type="button" inherit onClick={() => saver.flush()}>
            {t`Try again`}
          </Anchor>
        </span>
      </span>
    )
  const isSaved = state.status === 'saved'
  return (
    <span
      className={classes.saveMark}
      role="status"
      aria-label={t`Draft`}
      aria-live={isAsked ? 'polite' : 'off'}
    >
      {isSaved ? <IconCheck size={16} aria-hidden="true" /> : <IconDots size={16} aria-hidden="true" />}
      {isSaved ? (isAsked ? t`All changes are saved` : t`Saved`) : t`Saving…`}
    </span>
  )
}
