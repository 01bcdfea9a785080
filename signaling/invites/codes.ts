import { JOIN_CODE_ALPHABET, JOIN_CODE_LENGTH } from '#lib/join-code.ts'
import type { InviteLimits } from './limits.ts'

interface Entry {
  readonly networkId: string
  expiresAt: number
}

interface CodesOptions {
  readonly limits: InviteLimits
  readonly clock: { now(): number }
  /** A random whole number from 0 to below `bound` that nobody can predict. */
  readonly below: (bound: number) => number
}

/**
 * Join codes: six characters that stand for a network for some minutes. A network has one code at a time,
 * however many tabs ask for it, and each of them renews it.
 */
export class Codes {
  /** In the order of their last renewal. */
  readonly #entries = new Map<string, Entry>()
  readonly #codeOf = new Map<string, string>()

  constructor(private readonly options: CodesOptions) {}

  get count(): number {
    return this.#entries.size
  }

  /** The network's code, valid from now on for the whole time; undefined if all codes are in use. */
  renew(networkId: string): { code: string; expiresInMs: number } | undefined {
    const { limits, clock } = this.options
    const now = clock.now()
    this.#dropOld(now)
    const code = this.#validCode(networkId, now) ?? this.#newCode()
    if (code === undefined) return undefined
    // Deleted and set again, so that the map's order is that of the renewals.
    this.#entries.delete(code)
    this.#entries.set(code, { networkId, expiresAt: now + limits.codeMs })
    this.#codeOf.set(networkId, code)
    return { code, expiresInMs: limits.codeMs }
  }

  /** The network for which a code stands. It does not renew it. */
  find(code: string): { networkId: string } | 'expired' | undefined {
    const now = this.options.clock.now()
    this.#dropOld(now)
    const entry = this.#entries.get(code)
    if (!entry) return undefined
    return entry.expiresAt > now ? { networkId: entry.networkId } : 'expired'
  }

  #validCode(networkId: string, now: number): string | undefined {
    const code = this.#codeOf.get(networkId)
    const entry = code === undefined ? undefined : this.#entries.get(code)
    return entry && entry.expiresAt > now ? code : undefined
  }

  #newCode(): string | undefined {
    const { limits, below, clock } = this.options
    const [oldest] = this.#entries
    if (this.#entries.size >= limits.codes) {
      if (!oldest || oldest[1].expiresAt > clock.now()) return undefined
      this.#drop(...oldest)
    }
    for (;;) {
      const digits = Array.from(
        { length: JOIN_CODE_LENGTH },
        () => JOIN_CODE_ALPHABET[below(JOIN_CODE_ALPHABET.length)],
      )
      const code = digits.join('')
      if (!this.#entries.has(code)) return code
    }
  }

  #dropOld(now: number): void {
    for (const [code, entry] of this.#entries) {
      if (now - entry.expiresAt < this.options.limits.expiredMs) return
      this.#drop(code, entry)
    }
  }

  #drop(code: string, { networkId }: Entry): void {
    this.#entries.delete(code)
    if (this.#codeOf.get(networkId) === code) this.#codeOf.delete(networkId)
  }
}
