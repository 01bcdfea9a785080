import type { FileState } from './file-view.ts'

/** Where a file is, for somebody in this tab. */
export const FILE_STATE_WORDS: Record<FileState, string> = {
  here: 'Here',
  fetching: 'Being fetched',
  stuck: 'No tab has it now',
  elsewhere: 'In other tabs',
  lost: 'No tab has it now',
}
