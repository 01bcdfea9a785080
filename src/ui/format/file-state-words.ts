import { t } from '@lingui/core/macro'
import type { FileState } from './file-view.ts'

/** The state of a file in this tab, in words. */
export const FILE_STATE_WORDS: Record<FileState, string> = {
  here: t`Here`,
  fetching: t`Being fetched`,
  stuck: t`No tab has it now`,
  elsewhere: t`In other tabs`,
  lost: t`No tab has it now`,
}
