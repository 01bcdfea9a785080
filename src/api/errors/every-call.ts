/**
 * Errors that every call and command can return. Each entry is a cause and, after the semicolon, a remedy.
 */
export const EVERY_CALL_ERRORS = {
  ARGUMENT_MISSING: 'A required argument is missing; add the argument that the message names.',
  ARGUMENTS_BAD:
    'The arguments are not plain data of the expected kind; correct the one that the message names.',
  ARGUMENTS_TOO_MANY: 'The line has more words than the command takes; put quotes around text with spaces.',
  VALUE_BAD: 'A value has the wrong form or is out of bounds; give one that the message allows.',
  REQUEST_BAD: 'Two arguments contradict each other, or one requires another; follow the message.',
  COMMAND_UNKNOWN:
    'There is no command with this name; use the one that the message suggests, or see `help`.',
  OPTION_UNKNOWN: 'The command has no such option; use the one that the message suggests.',
  QUOTE_UNCLOSED: 'A quote is not closed; close it, or put a backslash before it.',
  LINE_TOO_LONG: 'The line is too long; pass long values as input instead of on the line.',
  CALL_UNKNOWN: 'The page made a call that this version of the node does not have; reload the page.',
  BUSY: 'The limit of 512 waiting calls is reached; wait for results before you make more.',
  CANCELLED: 'The caller or the user cancelled the command; run it again if you still want it.',
  NODE_GONE: 'The node’s worker has stopped; reload the page.',
  NODE_NOT_STARTED: 'The node did not start; see the page for the reason.',
  INTERNAL: 'An unexpected error occurred; try again, and report it if it happens again.',
  BUG: 'A check inside this app failed, which is a bug; reload the page, and report it.',
  JUDGING_FAULT:
    'A bug of this app kept it from validating data of a peer; report it (the node keeps running).',
  STORAGE_FULL: 'The browser’s storage is full; free some disk space, or clear the data of other sites.',
  STORAGE_FAILED: 'The database refused an operation and wrote nothing; try again, or reload the page.',
  STORAGE_TIMEOUT: 'The database does not respond; free disk space if there is little, or reload the page.',
  STORAGE_UNAVAILABLE: 'The browser denies access to its database; allow site data, or leave private mode.',
  STORAGE_NEWER_SCHEMA:
    'A newer version of this app created the database; reload the page to update the app.',
} as const
