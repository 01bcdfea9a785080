/** Bounds of the networks that a profile knows. */

/**
 * Networks that a profile remembers: more than anybody uses, and at most a megabyte of settings if each is as
 * large as an invite allows.
 */
export const KNOWN_NETWORKS = 64
