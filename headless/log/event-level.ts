import type { EventType } from '#api/events.ts'
import type { Level } from './level.ts'

/** What is not plain news: the small talk of the network, and what somebody should look at. */
const LEVEL_OF: Partial<Record<EventType, Level>> = {
  'tx-received': 'debug',
  'tx-dropped': 'debug',
  rotation: 'debug',
  'dial-failed': 'debug',
  'link-refused': 'debug',
  'link-failed': 'debug',
  'link-closed': 'debug',
  'sync-headers': 'debug',
  'introductions-failed': 'warn',
  'block-rejected': 'warn',
  'reorganisation-refused': 'warn',
  'peer-penalised': 'warn',
  'peer-banned': 'warn',
  'double-signing': 'warn',
  'sync-failed': 'warn',
  'contracts-suspect': 'warn',
  outdated: 'error',
  'judging-fault': 'error',
  'left-behind': 'error',
  'mining-fault': 'error',
  'storage-fault': 'error',
}

/** How much an event of the node matters in a log. A type that is newer than this program is news. */
export const eventLevel = (type: string): Level => LEVEL_OF[type as EventType] ?? 'info'
