/** Bounds of block production. */

/** A block template is renewed this often, so that its timestamp and its transactions stay fresh. */
export const TEMPLATE_MS = 5_000

/** Recently signed turns: slots ascend, so only the last few can occur again. */
export const SEALED_REMEMBERED = 64
/** A producer that may not sign again in this turn looks again after this time. */
export const AGAIN_MS = 500
