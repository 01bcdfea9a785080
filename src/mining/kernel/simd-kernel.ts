import { assert } from '#lib/assert.ts'
import type { SyncKernel } from '../kernel.ts'
import { type Midstate, midstateOf } from '../midstate.ts'
import { meets, NONCES, SEARCH_NONCE_BYTES } from '../reference.ts'
import { SCAN_MEMORY, type ScanLayout, scanModule } from './scan-code.ts'

/**
 * Tries up to `groups` groups of four, and returns the number of groups before the first with a likely hit.
 */
type Scan = (groups: number) => number

/**
 * Searches four nonces at a time in WebAssembly SIMD, from the midstate. Only the lowest bytes of the nonce
 * that share a word of the tail vary inside a scan, 1 to 4 of them depending on the prefix's length; the
 * bytes above are set between scans. The scan compares the highest word of a hash; each result is hashed
 * again and compared as a whole.
 */
export function createSimdKernel(): SyncKernel {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1 })
  const scans = new Map<string, Scan>()

  /** At most 18 layouts exist, so all used ones are kept. */
  const scanFor = (layout: ScanLayout): Scan => {
    const key = `${layout.blocks}/${layout.varyingWord}`
    const scan = scans.get(key) ?? instantiate(layout, memory)
    scans.set(key, scan)
    return scan
  }

  return {
    name: 'simd',

    search(prefix, target, from, count) {
      const midstate = midstateOf(prefix)
      const last = midstate.nonceAt + SEARCH_NONCE_BYTES - 1
      const scan = scanFor({ blocks: midstate.tail.byteLength === 64 ? 1 : 2, varyingWord: last >> 2 })
      const bytes = new DataView(memory.buffer)
      setJob(bytes, midstate, target)

      // The nonce's bytes that share its last word of the tail.
      const runBits = 8 * ((last % 4) + 1)
      const end = from + BigInt(count) < NONCES ? from + BigInt(count) : NONCES
      let nonce = from
      while (nonce < end) {
        const runEnd = ((nonce >> BigInt(runBits)) + 1n) << BigInt(runBits)
        const stop = runEnd < end ? runEnd : end
        setNonce(bytes, midstate, nonce, runBits)

        const groups = Math.ceil(Number(stop - nonce) / 4)
        const before = scan(groups)
        if (before === groups) {
          nonce = stop
          continue
        }

        // One of these four is likely; the last group may reach beyond the end.
        nonce += BigInt(4 * before)
        for (let lane = 0; lane < 4 && nonce < stop; lane++, nonce++) {
          if (meets(prefix, nonce, target)) return nonce
        }
      }
      return undefined
    },
  }
}

function instantiate(layout: ScanLayout, memory: WebAssembly.Memory): Scan {
  const module = new WebAssembly.Module(scanModule(layout))
  const { exports } = new WebAssembly.Instance(module, { host: { memory } })
  assert(typeof exports.scan === 'function', 'the module exports scan')
  return exports.scan as Scan
}

/** Writes the values that are the same for all nonces into the scan's memory. */
function setJob(bytes: DataView, { state }: Midstate, target: bigint): void {
  for (const [i, word] of state.entries()) bytes.setInt32(SCAN_MEMORY.state + 4 * i, word, true)
  const highest = target >> 256n > 0n ? 0xffffffff : Number(target >> 224n)
  bytes.setUint32(SCAN_MEMORY.target, highest, true)
}

/**
 * Writes the tail with `nonce` into the scan's memory. The `runBits` low bits of the nonce are the highest of
 * the varying word, so that counting up overflows at its end and never into its other bytes.
 */
function setNonce(bytes: DataView, { tail, nonceAt }: Midstate, nonce: bigint, runBits: number): void {
  tail.setBigUint64(nonceAt, nonce)
  for (let at = 0; at < tail.byteLength; at += 4) {
    bytes.setUint32(SCAN_MEMORY.tail + at, tail.getUint32(at), true)
  }

  const first = tail.getUint32((nonceAt + SEARCH_NONCE_BYTES - 1) & ~3)
  const unit = 2 ** (32 - runBits)
  for (let lane = 0; lane < 4; lane++) {
    bytes.setUint32(SCAN_MEMORY.first + 4 * lane, first + lane * unit, true)
    bytes.setUint32(SCAN_MEMORY.step + 4 * lane, 4 * unit, true)
  }
}
