/**
 * Bytes of a request on the control socket: a command line of 32 768 characters in UTF-8, escaped as JSON,
 * with a reserve.
 */
export const MAX_REQUEST_BYTES = 256 * 1024

/** Bytes of an answer: less than the longest string of Node; an exported chain is the largest. */
export const MAX_ANSWER_BYTES = 256 * 1024 * 1024

/**
 * Programs on the control socket at once. A person has one or two; more means a script that does not close.
 */
export const MAX_CLIENTS = 32

/** Commands of one client that wait for an answer: a quarter of what the page accepts. */
export const MAX_CALLS_PER_CLIENT = 128

/** Bytes of a socket's path: macOS allows 103, Linux 107. */
export const MAX_SOCKET_PATH_BYTES = 100

/** Lines of the prompt's history. */
export const MAX_HISTORY_LINES = 1_000

/**
 * Lines of the node's events in the log: this many at once, and this many per second. A busy network logs two
 * or three per block; an attacker must not fill the disk.
 */
export const EVENT_BURST = 200
export const EVENTS_PER_SECOND = 20
