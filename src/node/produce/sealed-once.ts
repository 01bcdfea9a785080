import { SEALED_REMEMBERED } from './limits.ts'

/** Stores the latest claims over reloads, the newest last. */
export interface SealedStore {
  load(): Promise<readonly string[]>
  save(claims: readonly string[]): Promise<void>
}

/**
 * Prevents a second signature for one slot, which costs the stake (docs/protocol.md, Proof of stake). A claim
 * is stored before it is granted. It knows this profile only: the same key in two profiles is two signers.
 */
export class SealedOnce {
  readonly #store: SealedStore
  readonly #claims: string[]

  private constructor(store: SealedStore, claims: readonly string[]) {
    this.#store = store
    this.#claims = [...claims]
  }

  static async open(store: SealedStore): Promise<SealedOnce> {
    return new SealedOnce(store, await store.load())
  }

  /** Resolves to whether this may be signed: true once for every name. */
  async claim(name: string): Promise<boolean> {
    if (this.#claims.includes(name)) return false
    this.#claims.push(name)
    if (this.#claims.length > SEALED_REMEMBERED) this.#claims.shift()
    await this.#store.save(this.#claims)
    return true
  }
}
