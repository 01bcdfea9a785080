/**
 * What every call and every command can fail with. Each entry is a cause and, after the semicolon, a remedy.
 */
export const EVERY_CALL_ERRORS = {
  ARGUMENT_MISSING: 'An argument is missing; give it, as the message shows.',
  ARGUMENTS_BAD: 'The arguments are not the plain values that they should be; give what the message names.',
  ARGUMENTS_TOO_MANY: 'A line has more words than its command takes; put quotes around text with spaces.',
  VALUE_BAD: 'A value does not read as what it should be, or lies outside its bounds; the message has both.',
  REQUEST_BAD: 'Arguments contradict each other, or one needs another; give those that the message names.',
  COMMAND_UNKNOWN: 'No command has this name; take the nearest one, which the message suggests.',
  OPTION_UNKNOWN: 'The command has no such option; take the nearest one, which the message suggests.',
  QUOTE_UNCLOSED: 'A quote is opened and not closed; close it, or put a backslash before it.',
  LINE_TOO_LONG: 'A line has more characters than are read; give long values beside it.',
  CALL_UNKNOWN: 'The page asks for a call that the node does not have; reload the page.',
  BUSY: 'No more than 512 commands wait at once; wait for answers before you ask again.',
  CANCELLED: 'The caller or the person stopped it; ask again if it is still wanted.',
  NODE_GONE: 'The node’s worker has stopped; reload the page.',
  NODE_NOT_STARTED: 'The node did not start; read on the page why not.',
  INTERNAL: 'Something failed that is not the caller’s doing; try again, and report it if it stays.',
  BUG: 'An assertion of this app failed; reload the page, and report it.',
  JUDGING_FAULT:
    'A bug of this app was met in looking at what others made; the node goes on, please report it.',
  STORAGE_FULL: 'The browser’s storage is full; free some disk space, or clear the data of other sites.',
  STORAGE_FAILED: 'The database refused an operation and nothing was written; try again, or reload the page.',
  STORAGE_TIMEOUT: 'The database does not answer; free disk space if there is little, or reload the page.',
  STORAGE_UNAVAILABLE: 'The browser gives no access to its database; allow site data, or leave private mode.',
  STORAGE_NEWER_SCHEMA: 'A newer version of this app made the database; reload the page to update the app.',
} as const
