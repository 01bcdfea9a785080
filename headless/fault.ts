/**
 * The faults that end the program: each has an exit code of its own, so that a unit file or a script can
 * distinguish them. docs/headless.md lists them.
 */
export const EXIT_CODES = {
  /** A command of `--exec` failed; its own code is in the error that is printed. */
  COMMAND_FAILED: 1,
  USAGE: 2,
  INVITE: 3,
  PROFILE_IN_USE: 4,
  PROFILE_UNUSABLE: 5,
  BROWSER_MISSING: 6,
  BROWSER_FAILED: 7,
  APP_UNREACHABLE: 8,
  APP_INSECURE: 9,
  SERVE_FAILED: 10,
  NODE_NOT_STARTED: 11,
  NOT_READY: 12,
  NO_PEER: 13,
  BUG: 70,
} as const

export type FaultCode = keyof typeof EXIT_CODES

/** Why the peer cannot run: a stable `code`, and a message that says what to do. */
export class HeadlessFault extends Error {
  override readonly name = 'HeadlessFault'

  constructor(
    readonly code: FaultCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** Whether another try may succeed: the network may return, or a browser crashed during its start. */
export const isPassing = (fault: unknown): boolean =>
  fault instanceof HeadlessFault &&
  (fault.code === 'APP_UNREACHABLE' || fault.code === 'NODE_NOT_STARTED' || fault.code === 'BROWSER_FAILED')
