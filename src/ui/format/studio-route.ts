import type { Route } from '../router.ts'

/** The route of the studio, or of an open draft in it. */
export const studioRoute = (draftId?: string): Route =>
  draftId === undefined ? { screen: 'studio' } : { screen: 'draft', id: draftId }
