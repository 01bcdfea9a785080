/**
 * The query options of the page's address, for links and tests (`?profile=`, `?network=` or `?join=`,
 * `?signal=`, `?lab`).
 */
export interface PageOptions {
  readonly profile: number | undefined
  /** A full or short invite, or a join code. */
  readonly invite: string | undefined
  readonly signaling: string | undefined
  /** Opens the laboratory. */
  readonly lab: boolean
}

/** Reads the options. A profile that is not a whole number is ignored. */
export function readPageOptions(search: string): PageOptions {
  const query = new URLSearchParams(search)
  const profile = query.get('profile') ?? ''
  return {
    profile: /^\d{1,2}$/.test(profile) ? Number(profile) : undefined,
    invite: query.get('network') ?? query.get('join') ?? undefined,
    signaling: query.get('signal') ?? undefined,
    lab: query.has('lab'),
  }
}
