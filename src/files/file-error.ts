/**
 * An operation on a file failed: `code` is stable, `message` says what to do. It crosses the API as a
 * failure.
 */
export class FileError extends Error {
  override readonly name = 'FileError'

  constructor(
    readonly code:
      | 'FILE_UNAVAILABLE'
      | 'FILE_NOT_HERE'
      | 'FILE_UNSUPPORTED'
      | 'FILE_TOO_LARGE'
      | 'FILE_EMPTY'
      | 'FILE_NO_ENTRY'
      | 'FILE_DROPPED'
      | 'FILES_FULL'
      | 'RANGE_BAD'
      | 'CAR_BAD'
      | 'PUBLIC_FAILED'
      | 'CANCELLED',
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options)
  }
}
