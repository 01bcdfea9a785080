import { DatabaseGuard, type Timer } from './database-guard.ts'
import type { DraftRow } from './rows.ts'
import type { WorkDatabase } from './schema.ts'

/**
 * The contracts that a person is writing, of one profile. Every call throws a `StorageError` when the
 * environment fails.
 */
export interface DraftStore {
  /** Last saved first. */
  all(): Promise<DraftRow[]>
  get(id: string): Promise<DraftRow | undefined>
  /** Replaces the draft with the same id, if any. */
  put(draft: DraftRow): Promise<void>
  delete(id: string): Promise<void>
}

/** The time limits run on `timer`, by default the environment's. */
export function createDraftStore(db: WorkDatabase, timer?: Timer): DraftStore {
  const guard = new DatabaseGuard(db, timer)
  const { drafts } = db

  return {
    all: async () => (await guard.read(() => drafts.toArray())).sort((a, b) => b.savedAt - a.savedAt),
    get: id => guard.read(() => drafts.get(id)),
    put: async draft => {
      await guard.write([drafts], () => drafts.put(draft))
    },
    delete: id => guard.write([drafts], () => drafts.delete(id)),
  }
}
