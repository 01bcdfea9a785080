import { StorageError, type StorageErrorCode } from './chain-store.ts'

/** The message for each fault: what happened and what the user can do. */
const MESSAGES = {
  STORAGE_FULL:
    "The browser's storage is full, so nothing more is saved. Free some disk space or clear other sites' data. Your keys remain usable.",
  STORAGE_NEWER_SCHEMA:
    'This database was made by a newer Tabchain. Reload the page or update the app to continue.',
  STORAGE_UNAVAILABLE:
    'The browser denies access to its database. Allow site data for this page, leave private mode or close other tabs of this app, then reload.',
  STORAGE_TIMEOUT:
    'The database does not answer: the disk may be full or very slow. The node tries again; reload the page if this lasts.',
  STORAGE_FAILED: 'The database refused an operation; nothing was written.',
} satisfies Record<StorageErrorCode, string>

/** The errors of IndexedDB and Dexie that have a code of their own. */
const CODES: Record<string, StorageErrorCode> = {
  QuotaExceededError: 'STORAGE_FULL',
  VersionError: 'STORAGE_NEWER_SCHEMA',
  MissingAPIError: 'STORAGE_UNAVAILABLE',
  SecurityError: 'STORAGE_UNAVAILABLE',
  OpenFailedError: 'STORAGE_UNAVAILABLE',
  NotAllowedError: 'STORAGE_UNAVAILABLE',
  DatabaseClosedError: 'STORAGE_UNAVAILABLE',
  InvalidStateError: 'STORAGE_UNAVAILABLE',
}

/** A {@link StorageError} with the message of its code. */
export function storageFault(code: StorageErrorCode, cause?: unknown): StorageError {
  return new StorageError(code, MESSAGES[code], { cause })
}

/** The {@link StorageError} for an error of IndexedDB or Dexie; `otherwise` if its names have no code. */
export function storageFaultFrom(
  cause: unknown,
  otherwise: StorageErrorCode = 'STORAGE_FAILED',
): StorageError {
  if (cause instanceof StorageError) return cause
  const names = namesOf(cause)
  const [, code = otherwise] = Object.entries(CODES).find(([name]) => names.has(name)) ?? []
  return storageFault(code, cause)
}

/**
 * Whether the connection was lost during the operation. Safari loses its database process, and browsers close
 * connections when site data is cleared: a new connection may work.
 */
export function isConnectionLost(cause: unknown): boolean {
  const names = namesOf(cause)
  return ['DatabaseClosedError', 'InvalidStateError', 'UnknownError'].some(name => names.has(name))
}

/** The names of nested errors: Dexie wraps causes as `inner`, and lists them in `failures`. */
function namesOf(error: unknown, found = new Set<string>()): Set<string> {
  if (typeof error !== 'object' || error === null) return found
  const { name, inner, cause, failures } = error as Record<string, unknown>
  if (typeof name === 'string') found.add(name)
  for (const next of [inner, cause, ...(Array.isArray(failures) ? failures.slice(0, 1) : [])])
    if (next !== error) namesOf(next, found)
  return found
}
