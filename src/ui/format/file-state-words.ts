import type { FileState } from './file-view.ts'

/** Where a file is, for somebody in this tab. */
export const FILE_STATE_WORDS: Record<FileState, string> = {
  here: 'Here',
  fetching: 'On its way',
  stuck: 'Nobody has it now',
  elsewhere: 'At other tabs',
  lost: 'Nobody has it now',
}
