/**
 * The server cannot start or continue for a reason outside of it. The message names the option and the
 * remedy.
 */
export class ServerFault extends Error {
  override readonly name = 'ServerFault'
  constructor(
    readonly code:
      | 'PORT_BUSY'
      | 'PORT_FORBIDDEN'
      | 'HOST_UNKNOWN'
      | 'CERT_UNREADABLE'
      | 'APP_MISSING'
      | 'LISTEN'
      | 'METRICS'
      | 'REDIS',
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options)
  }
}
