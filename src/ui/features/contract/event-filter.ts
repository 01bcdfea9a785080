/** The filter of the event log, as typed; '' matches anything. */
export interface EventFilterDraft {
  readonly event: string
  /** The indexed values by position. */
  readonly indexed: readonly string[]
}

export const NO_FILTER: EventFilterDraft = { event: '', indexed: [] }

export const isFiltering = ({ event }: EventFilterDraft): boolean => event !== ''

/** Indexed values belong to an event, so another event clears them. */
export const withEvent = (filter: EventFilterDraft, event: string): EventFilterDraft =>
  filter.event === event ? filter : { event, indexed: [] }

export function withIndexed(filter: EventFilterDraft, place: number, value: string): EventFilterDraft {
  const length = Math.max(filter.indexed.length, place + 1)
  const indexed = Array.from({ length }, (_, at) => (at === place ? value : (filter.indexed[at] ?? '')))
  return { ...filter, indexed }
}

/** The filter for the chain's database. */
export function filterOf({ event, indexed }: EventFilterDraft): {
  readonly event?: string
  readonly indexed?: readonly (string | null)[]
} {
  if (event === '') return {}
  return { event, indexed: indexed.map(value => (value === '' ? null : value)) }
}

/**
 * Positions that the index covers (storage/contract-events.ts). Later ones are compared too, but the form
 * offers no fields for them.
 */
const MOST_PLACES = 4

/**
 * The number of fields for indexed values: as many as events of this name have, and at least the filled ones.
 */
export function placesOffered(
  filter: EventFilterDraft,
  rows: readonly { readonly name: string; readonly indexed: readonly string[] }[],
): number {
  if (!isFiltering(filter)) return 0
  const seen = rows.filter(({ name }) => name === filter.event).map(({ indexed }) => indexed.length)
  return Math.min(MOST_PLACES, Math.max(0, filter.indexed.length, ...seen))
}
