import type { PeerId } from '#lib/peer-id.ts'

/** A peer of a test by its name, which is not the id of any key. */
export const testPeer = (name: string): PeerId => name as PeerId
