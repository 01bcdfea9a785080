/** Bounds of the events for screens. */

/** Events that wait to be written: half of the database's bound; beyond it the oldest are dropped. */
export const EVENTS_WAITING = 1_000
