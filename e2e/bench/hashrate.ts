import { sha256 } from '@noble/hashes/sha2.js'
import { createKernel } from '#mining/create-kernel.ts'

/** The result of {@link measureHashrate}, on one thread. */
export interface Hashrate {
  /** The kernel of this browser. */
  readonly kernel: string
  readonly kernelHashesPerSecond: number
  readonly nobleHashesPerSecond: number
  readonly ratio: number
}

/** A proof-of-work header without its nonce, at heights from 256 to 65 535. */
const PREFIX_BYTES = 288
const ROUNDS = 15
const ROUND_MS = 100

/**
 * The search's hash rate against `@noble/hashes`, which gets the easier task: a message of one block, one
 * compression, that is not even compared with a target. Rounds of both take turns, so that a busy machine
 * slows both, and medians are compared. It takes about 4 seconds, in rounds of 100 ms that block their
 * thread: a worker, or a page that does nothing else.
 */
export async function measureHashrate(): Promise<Hashrate> {
  const kernel = createKernel()
  const prefix = new Uint8Array(PREFIX_BYTES).map((_, i) => i)
  const message = new Uint8Array(40)
  let nonce = 0n

  const search = (hashes: number) => {
    kernel.search(prefix, 0n, nonce, hashes)
    nonce += BigInt(hashes)
  }
  const noble = (hashes: number) => {
    for (let i = 0; i < hashes; i++) {
      message[0] = i
      sha256(message)
    }
  }

  // The first round of each finds the number of hashes for a round, and lets the engine optimise.
  let searchHashes = (await rate(search, 2 ** 18)) * (ROUND_MS / 1000)
  let nobleHashes = (await rate(noble, 2 ** 15)) * (ROUND_MS / 1000)
  const searched: number[] = []
  const nobled: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    searched.push(await rate(search, Math.ceil(searchHashes)))
    nobled.push(await rate(noble, Math.ceil(nobleHashes)))
    searchHashes = median(searched) * (ROUND_MS / 1000)
    nobleHashes = median(nobled) * (ROUND_MS / 1000)
  }

  const kernelHashesPerSecond = Math.round(median(searched))
  const nobleHashesPerSecond = Math.round(median(nobled))
  const ratio = kernelHashesPerSecond / nobleHashesPerSecond
  return { kernel: kernel.name, kernelHashesPerSecond, nobleHashesPerSecond, ratio }
}

/** Hashes per second of one run, in a task of its own. */
async function rate(run: (hashes: number) => void, hashes: number): Promise<number> {
  await new Promise(resolve => setTimeout(resolve))
  const startMs = performance.now()
  run(hashes)
  return (hashes * 1000) / Math.max(performance.now() - startMs, 0.1)
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
