import { createHash } from 'node:crypto'
import type { InviteLimits } from './limits.ts'

interface Entry {
  readonly bytes: Buffer
  /** When a tab of the network was last seen here. */
  seenAt: number
}

interface GenesesOptions {
  readonly limits: InviteLimits
  readonly clock: { now(): number }
  /** Whether a tab of this network is connected. */
  readonly isPresent: (networkId: string) => boolean
}

/**
 * The genesis parameters of the networks whose tabs are here, in memory only, for tabs that open a short link.
 * The id of a network is the SHA-256 of its parameters, so nobody can offer other ones; their content is not
 * read.
 */
export class Geneses {
  /** In the order of use, the least recent first. */
  readonly #entries = new Map<string, Entry>()
  #bytes = 0

  constructor(private readonly options: GenesesOptions) {}

  get count(): number {
    return this.#entries.size
  }

  get bytes(): number {
    return this.#bytes
  }

  /** Keeps the parameters of a network that has a tab here, if they are the right ones. */
  offer(networkId: string, bytes: Buffer): 'kept' | 'absent' | 'wrong' {
    const { isPresent, clock } = this.options
    if (createHash('sha256').update(bytes).digest('hex') !== networkId) return 'wrong'
    if (!isPresent(networkId)) return 'absent'
    this.#forget(networkId)
    this.#entries.set(networkId, { bytes, seenAt: clock.now() })
    this.#bytes += bytes.length
    this.#shrink()
    return 'kept'
  }

  get(networkId: string): Buffer | undefined {
    const entry = this.#entries.get(networkId)
    if (!entry) return undefined
    this.#entries.delete(networkId)
    this.#entries.set(networkId, entry)
    return entry.bytes
  }

  /** Forgets the networks that have had no tab for a while; to be called from time to time. */
  sweep(): void {
    const { limits, clock, isPresent } = this.options
    const now = clock.now()
    for (const [networkId, entry] of this.#entries) {
      if (isPresent(networkId)) entry.seenAt = now
      else if (now - entry.seenAt > limits.absentMs) this.#forget(networkId)
    }
  }

  #shrink(): void {
    const { totalGenesisBytes, geneses } = this.options.limits
    for (const networkId of this.#entries.keys()) {
      if (this.#bytes <= totalGenesisBytes && this.#entries.size <= geneses) return
      this.#forget(networkId)
    }
  }

  #forget(networkId: string): void {
    this.#bytes -= this.#entries.get(networkId)?.bytes.length ?? 0
    this.#entries.delete(networkId)
  }
}
