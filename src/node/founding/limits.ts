/** Bounds of the networks that a profile knows. */

/**
 * Networks that a profile remembers: more than anybody takes part in, and a megabyte of settings where each
 * is as large as an invite allows.
 */
export const KNOWN_NETWORKS = 64
