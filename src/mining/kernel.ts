/** A nonce that meets the target, or undefined where none of those tried does. */
type Found = bigint | undefined

/**
 * One way to search. It tries `count` nonces from `from` on (fewer where 2^64 ends them) and returns the
 * first whose SHA-256 of `prefix` ‖ nonce (8 bytes, big-endian), as a big-endian number, is at most `target`.
 * The answer does not depend on any state between calls. A kernel on another device may answer with a
 * promise.
 */
export interface Kernel {
  readonly name: string
  search(prefix: Uint8Array, target: bigint, from: bigint, count: number): Found | Promise<Found>
}

/** A kernel that runs on the calling thread. */
export interface SyncKernel extends Kernel {
  search(prefix: Uint8Array, target: bigint, from: bigint, count: number): Found
}
