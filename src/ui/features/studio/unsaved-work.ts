import type { DraftWork } from './draft-saver.ts'

/**
 * Changes that were not saved when the page closed. Saving needs the node's worker, which ends with the page,
 * so the page writes them synchronously here and reads them when the draft is opened again.
 */
const keyOf = (id: string) => `tabchain.unsaved-draft.${id}`

export function keepUnsaved(id: string, work: DraftWork): void {
  try {
    localStorage.setItem(keyOf(id), JSON.stringify(work))
  } catch {
    // Storage is refused or full: what was saved before stays.
  }
}

export function forgetUnsaved(id: string): void {
  try {
    localStorage.removeItem(keyOf(id))
  } catch {
    // Storage is refused: nothing was kept.
  }
}

export function unsavedWork(id: string): DraftWork | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(id)) ?? 'null')
    return isWork(kept) ? kept : undefined
  } catch {
    return undefined
  }
}

const isWork = (value: unknown): value is DraftWork =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  'source' in value &&
  typeof value.name === 'string' &&
  typeof value.source === 'string'
