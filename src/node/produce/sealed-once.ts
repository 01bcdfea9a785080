import { SEALED_REMEMBERED } from './limits.ts'

/** Where the latest claims are kept over reloads; the last one is the newest. */
export interface SealedStore {
  load(): Promise<readonly string[]>
  save(claims: readonly string[]): Promise<void>
}

/**
 * What this node has signed and must not sign again, because two signatures for one slot cost the stake
 * (docs/protocol.md, Proof of stake). A claim is in the database before it is granted. It knows this profile
 * only: the same key in two profiles is two signers.
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

  /** May this be signed? True once for every name. */
  async claim(name: string): Promise<boolean> {
    if (this.#claims.includes(name)) return false
    this.#claims.push(name)
    if (this.#claims.length > SEALED_REMEMBERED) this.#claims.shift()
    await this.#store.save(this.#claims)
    return true
  }
}
