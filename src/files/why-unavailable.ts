import { FileError } from './file-error.ts'
import type { FileHolder } from './holders.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * Adds the past holders and the time to the error of a file that no tab has. Other errors stay as they are.
 */
export function whyUnavailable(error: FileError, holders: readonly FileHolder[], now: number): FileError {
  if (error.code !== 'FILE_UNAVAILABLE') return error
  const live = holders.filter(holder => holder.now).length
  const [latest] = holders
  const who =
    live > 0
      ? `${tabs(live)} should hold it, but cannot be reached now`
      : whoHeldIt(holders.length, latest, now)
  return new FileError(
    'FILE_UNAVAILABLE',
    `cid: ${who}; the fetch resumes by itself when a tab with the file joins`,
  )
}

function whoHeldIt(count: number, latest: FileHolder | undefined, now: number): string {
  if (!latest) return 'no tab in this network holds it now, and none was ever seen with it'
  return `no tab in this network holds it now; ${tabs(count)} held it, last seen ${ago(now - latest.lastSeen)}`
}

const tabs = (count: number) => (count === 1 ? 'one tab' : `${count} tabs`)

function ago(ms: number): string {
  if (ms < 2 * MINUTE) return 'a moment ago'
  if (ms < 2 * HOUR) return `${Math.floor(ms / MINUTE)} minutes ago`
  if (ms < 2 * DAY) return `${Math.floor(ms / HOUR)} hours ago`
  return `${Math.floor(ms / DAY)} days ago`
}
