/** Bounds of what screens are told. */

/** Events that wait to be written: half of what the database keeps; the oldest go. */
export const EVENTS_WAITING = 1_000
