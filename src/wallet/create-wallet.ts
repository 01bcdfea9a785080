import { assert, known } from '../lib/assert.ts'
import type { Random } from '../lib/random.ts'
import { ok, type Result } from '../lib/result.ts'
import { DatabaseGuard, type Timer } from '../storage/database-guard.ts'
import type { AddressRow } from '../storage/rows.ts'
import type { KeyDatabase } from '../storage/schema.ts'
import { addedRow, addressOfSeed, findRow, freeName, nextIndex, ownAddress } from './address-rows.ts'
import { type Keys, loadKeys } from './keys.ts'
import { pemFromSeed, seedFromPem } from './pem.ts'
import { addressSeed, phraseFromEntropy } from './phrase.ts'
import { createSigner, type Signer } from './signer.ts'
import type { OwnAddress, Wallet, WalletFailure } from './wallet.ts'

export interface WalletParts {
  readonly random: Random
  /** The browser's WebCrypto: present in secure contexts only. */
  readonly subtle: SubtleCrypto
  /** What the database's time limits run on; the environment's when absent. */
  readonly timer?: Timer
}

/** Opens the profile's wallet; the first time it makes a phrase, an identity and an address called `main`. */
export async function createWallet(db: KeyDatabase, { random, subtle, timer }: WalletParts): Promise<Wallet> {
  const guard = new DatabaseGuard(db, timer)
  const keys = await loadKeys(db, guard, random, subtle)
  return new KeyWallet(db, guard, keys, subtle)
}

class KeyWallet implements Wallet {
  readonly #db: KeyDatabase
  readonly #guard: DatabaseGuard
  readonly #keys: Keys
  readonly #subtle: SubtleCrypto
  readonly #signers = new Map<string, Promise<Signer>>()
  /** By position, as the database has them. */
  #rows: readonly AddressRow[]
  #own: readonly OwnAddress[]

  constructor(db: KeyDatabase, guard: DatabaseGuard, keys: Keys, subtle: SubtleCrypto) {
    this.#db = db
    this.#guard = guard
    this.#keys = keys
    this.#subtle = subtle
    this.#rows = keys.addresses
    this.#own = this.#rows.map(ownAddress)
  }

  addresses(): readonly OwnAddress[] {
    return this.#own
  }

  find(nameOrAddress: string): Result<OwnAddress, WalletFailure> {
    const row = findRow(this.#rows, nameOrAddress)
    return row.ok ? ok(ownAddress(row.value)) : row
  }

  async newAddress(name: string): Promise<Result<OwnAddress, WalletFailure>> {
    const free = freeName(this.#rows, name)
    if (!free.ok) return free

    // Keys cannot be derived inside a database transaction: should another call take the index meanwhile, the next one is tried.
    for (;;) {
      const index = nextIndex(this.#rows)
      const address = addressOfSeed(await this.#derivedSeed(index))
      const added = await this.#change(rows =>
        nextIndex(rows) === index ? addedRow(rows, name, { address, index }) : undefined,
      )
      if (added) return added
    }
  }

  async importPem(name: string, pem: string): Promise<Result<OwnAddress, WalletFailure>> {
    const seed = seedFromPem(pem)
    if (!seed.ok) return seed
    const address = addressOfSeed(seed.value)
    const sealed = await this.#keys.vault.seal(seed.value, `address/${address}`)
    const added = await this.#change(rows => addedRow(rows, name, { address, sealed }))
    return known(added, 'outcome of an import')
  }

  async rename(name: string, to: string): Promise<Result<OwnAddress, WalletFailure>> {
    const renamed = await this.#change(rows => {
      const row = findRow(rows, name)
      if (!row.ok) return row
      const free = freeName(
        rows.filter(({ address }) => address !== row.value.address),
        to,
      )
      return free.ok ? ok({ ...row.value, name: free.value }) : free
    })
    return known(renamed, 'outcome of a renaming')
  }

  async exportPem(name: string): Promise<Result<string, WalletFailure>> {
    const row = findRow(this.#rows, name)
    return row.ok ? ok(pemFromSeed(await this.#seed(row.value))) : row
  }

  async phrase(): Promise<string> {
    return phraseFromEntropy(await this.#entropy())
  }

  identitySeed(): Promise<Uint8Array> {
    return this.#keys.vault.unseal(this.#keys.identity, 'identity')
  }

  async sign(address: string, message: Uint8Array): Promise<Uint8Array> {
    const sign = await this.#signer(address)
    return sign(message)
  }

  async secretSeed(address: string): Promise<Uint8Array> {
    const row = this.#rows.find(candidate => candidate.address === address)
    assert(row, `no key for ${address}`)
    return this.#seed(row)
  }

  /** One per address: to unseal and derive takes some milliseconds. One that failed is tried again the next time. */
  #signer(address: string): Promise<Signer> {
    const made = this.#signers.get(address)
    if (made) return made

    const signer = this.secretSeed(address).then(seed => createSigner(seed, this.#subtle))
    this.#signers.set(address, signer)
    signer.catch(() => this.#signers.delete(address))
    return signer
  }

  #entropy(): Promise<Uint8Array> {
    return this.#keys.vault.unseal(this.#keys.phrase, 'phrase')
  }

  async #derivedSeed(index: number): Promise<Uint8Array> {
    return addressSeed(await this.#entropy(), index)
  }

  #seed({ address, index, sealed }: AddressRow): Promise<Uint8Array> {
    if (sealed) return this.#keys.vault.unseal(sealed, `address/${address}`)
    return this.#derivedSeed(known(index, `derivation index of ${address}`))
  }

  /**
   * Puts the row that `next` makes of the rows in the database, within one transaction, and takes over the new list. Undefined writes
   * nothing, and is passed on.
   */
  async #change(
    next: (rows: readonly AddressRow[]) => Result<AddressRow, WalletFailure> | undefined,
  ): Promise<Result<OwnAddress, WalletFailure> | undefined> {
    const { addresses } = this.#db
    const { row, rows } = await this.#guard.write([addresses], async () => {
      const before = await addresses.toArray()
      const row = next(before)
      if (row?.ok) await addresses.put(row.value)
      return { row, rows: row?.ok ? await addresses.toArray() : before }
    })
    this.#rows = rows.sort((a, b) => a.position - b.position)
    this.#own = this.#rows.map(ownAddress)
    return row?.ok ? ok(ownAddress(row.value)) : row
  }
}
