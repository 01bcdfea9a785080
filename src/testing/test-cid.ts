import type { Cid } from '#lib/cid.ts'

/** A file of a test by its name, which is not the digest of anything. */
export const testCid = (name: string): Cid => name as Cid
