import { known } from '#lib/assert.ts'
import type { Random } from '#lib/random.ts'
import { ok, type Result } from '#lib/result.ts'
import { DatabaseGuard, type Timer } from '#storage/database-guard.ts'
import type { AddressRow, LockRow } from '#storage/rows.ts'
import type { KeyDatabase } from '#storage/schema.ts'
import { ownAddress } from './address-rows.ts'
import { type Keys, loadKeys } from './keys.ts'
import { addressSeed } from './phrase.ts'
import type { Sealed, Vault } from './vault.ts'
import { type OwnAddress, type WalletFailure, WalletLockedError } from './wallet.ts'

export interface KeyStoreParts {
  readonly random: Random
  /** The browser's WebCrypto: present in secure contexts only. */
  readonly subtle: SubtleCrypto
  /** The timer for the database's time limits; the environment's when absent. */
  readonly timer?: Timer
}

/**
 * A profile's keys: a copy of their rows in the database, and the vault that opens them while the wallet is
 * unlocked. It checks neither names nor passwords.
 */
export class KeyStore {
  readonly #db: KeyDatabase
  readonly #guard: DatabaseGuard
  readonly #keys: Keys
  /** By position, a copy of the database's rows. */
  #rows: readonly AddressRow[]
  #own: readonly OwnAddress[]
  #phrase: Sealed
  #lock: LockRow | undefined
  /** Seals the phrase and the imported keys; undefined while the wallet is locked. */
  #vault: Vault | undefined

  private constructor(db: KeyDatabase, guard: DatabaseGuard, keys: Keys) {
    this.#db = db
    this.#guard = guard
    this.#keys = keys
    this.#phrase = keys.phrase
    this.#lock = keys.lock
    this.#vault = keys.lock ? undefined : keys.vault
    this.#rows = keys.addresses
    this.#own = this.#rows.map(ownAddress)
  }

  /** Opens the stored keys; the first time it makes a phrase, an identity and an address called `main`. */
  static async open(db: KeyDatabase, { random, subtle, timer }: KeyStoreParts): Promise<KeyStore> {
    const guard = new DatabaseGuard(db, timer)
    return new KeyStore(db, guard, await loadKeys(db, guard, random, subtle))
  }

  get rows(): readonly AddressRow[] {
    return this.#rows
  }

  get own(): readonly OwnAddress[] {
    return this.#own
  }

  /** The lock that a password opens; undefined if the wallet has no password. */
  get lock(): LockRow | undefined {
    return this.#lock
  }

  get isLocked(): boolean {
    return this.#vault === undefined
  }

  close(): void {
    this.#vault = undefined
  }

  unlock(vault: Vault): void {
    this.#vault = vault
  }

  /** The vault that seals and opens secrets; throws {@link WalletLockedError} while the wallet is locked. */
  vault(): Vault {
    if (!this.#vault) throw new WalletLockedError()
    return this.#vault
  }

  identitySeed(): Promise<Uint8Array> {
    return this.#keys.vault.unseal(this.#keys.identity, 'identity')
  }

  async entropy(): Promise<Uint8Array> {
    return this.vault().unseal(this.#phrase, 'phrase')
  }

  async derivedSeed(index: number): Promise<Uint8Array> {
    return addressSeed(await this.entropy(), index)
  }

  async seedOf({ address, index, sealed }: AddressRow): Promise<Uint8Array> {
    if (sealed) return this.vault().unseal(sealed, `address/${address}`)
    return this.derivedSeed(known(index, `derivation index of ${address}`))
  }

  /** The row with its key sealed by this vault; a derived key is sealed only if `always`. */
  async resealed(row: AddressRow, vault: Vault, always = false): Promise<AddressRow> {
    if (!row.sealed && !always) return row
    const { index: _, ...rest } = row
    return { ...rest, sealed: await vault.seal(await this.seedOf(row), `address/${row.address}`) }
  }

  /** Replaces all addresses and the phrase, and the lock if one is given, in one transaction. */
  async replace(
    rows: readonly AddressRow[],
    phrase: Sealed,
    locked?: { readonly row: LockRow; readonly vault: Vault },
  ): Promise<void> {
    const { addresses, vault } = this.#db
    await this.#guard.write([addresses, vault], async () => {
      // Names are unique, and two addresses may have swapped theirs.
      await addresses.clear()
      await addresses.bulkPut([...rows])
      await vault.bulkPut([...(locked ? [locked.row] : []), { key: 'phrase', sealed: phrase }])
    })
    this.#accept(rows)
    this.#phrase = phrase
    if (!locked) return
    this.#lock = locked.row
    this.#vault = locked.vault
  }

  /**
   * Stores the row that `next` computes from the database's rows, in one transaction, and updates the list
   * here. If `next` returns undefined, nothing is written.
   */
  async change(
    next: (rows: readonly AddressRow[]) => Result<AddressRow, WalletFailure> | undefined,
  ): Promise<Result<OwnAddress, WalletFailure> | undefined> {
    const { addresses } = this.#db
    const { row, rows } = await this.#guard.write([addresses], async () => {
      const before = await addresses.toArray()
      const row = next(before)
      if (row?.ok) await addresses.put(row.value)
      return { row, rows: row?.ok ? await addresses.toArray() : before }
    })
    this.#accept(rows)
    return row?.ok ? ok(ownAddress(row.value)) : row
  }

  #accept(rows: readonly AddressRow[]): void {
    this.#rows = [...rows].sort((a, b) => a.position - b.position)
    this.#own = this.#rows.map(ownAddress)
  }
}
