import type { Route } from '../router.ts'

/** Where contracts are written; with a draft, where it is open. */
export const studioRoute = (draftId?: string): Route =>
  draftId === undefined ? { screen: 'studio' } : { screen: 'draft', id: draftId }
