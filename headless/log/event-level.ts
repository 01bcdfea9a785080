import type { EventType } from '#api/events.ts'
import type { Level } from './level.ts'

/** Types that are not plain news: frequent events of the network, and events that need attention. */
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

/** The level of a node's event in the log; `info` for a type that is newer than this program. */
export const eventLevel = (type: string): Level => LEVEL_OF[type as EventType] ?? 'info'
