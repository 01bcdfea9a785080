import type { DraftStore } from '#storage/draft-store.ts'
import type { DraftRow } from '#storage/rows.ts'

/** Drafts that last as long as the test. */
export function createMemoryDrafts(): DraftStore {
  const rows = new Map<string, DraftRow>()
  return {
    all: async () => [...rows.values()].sort((a, b) => b.savedAt - a.savedAt),
    get: async id => rows.get(id),
    put: async draft => {
      rows.set(draft.id, draft)
    },
    delete: async id => {
      rows.delete(id)
    },
  }
}
