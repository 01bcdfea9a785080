import type { Route } from '../router.ts'

/** Where contracts are written; with a draft, where it is open. */
export const studioRoute = (draftId?: string): Route => ({
  screen: 'unknown',
  path: draftId === undefined ? 'studio' : `studio/${encodeURIComponent(draftId)}`,
})
