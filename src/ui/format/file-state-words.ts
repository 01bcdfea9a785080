import type { FileState } from './file-view.ts'

/** The state of a file in this tab, in words. */
export const FILE_STATE_WORDS: Record<FileState, string> = {
  here: 'Here',
  fetching: 'Being fetched',
  stuck: 'No tab has it now',
  elsewhere: 'In other tabs',
  lost: 'No tab has it now',
}
