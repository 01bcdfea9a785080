import { assert, known } from '#lib/assert.ts'
import { bytesEqual } from '#lib/bytes.ts'
import type { Random } from '#lib/random.ts'
import { fail, ok, type Result } from '#lib/result.ts'
import { DatabaseGuard, type Timer } from '#storage/database-guard.ts'
import type { AddressRow, LockRow, VaultRow } from '#storage/rows.ts'
import type { KeyDatabase } from '#storage/schema.ts'
import { addedRow, addressOfSeed, findRow, freeName, nextIndex, ownAddress } from './address-rows.ts'
import { type BackupAddress, readBackup, writeBackup } from './backup.ts'
import { type Keys, loadKeys } from './keys.ts'
import { MAX_ADDRESSES } from './limits.ts'
import { makeLock, openLock } from './lock.ts'
import { checkPassword } from './password.ts'
import { pemFromSeed, seedFromPem } from './pem.ts'
import { addressSeed, entropyFromPhrase, phraseFromEntropy } from './phrase.ts'
import { keysOfBackup, keysOfPhrase } from './restored-keys.ts'
import { type RestoredKey, restoredRows } from './restored-rows.ts'
import { createSigner, type Signer } from './signer.ts'
import type { Sealed, Vault } from './vault.ts'
import {
  type OwnAddress,
  type Protection,
  type Wallet,
  type WalletFailure,
  WalletLockedError,
} from './wallet.ts'

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
  return new KeyWallet(db, guard, keys, { random, subtle })
}

class KeyWallet implements Wallet {
  readonly #db: KeyDatabase
  readonly #guard: DatabaseGuard
  readonly #keys: Keys
  readonly #parts: Pick<WalletParts, 'random' | 'subtle'>
  readonly #signers = new Map<string, Promise<Signer>>()
  /** By position, as the database has them. */
  #rows: readonly AddressRow[]
  #own: readonly OwnAddress[]
  #phrase: Sealed
  #lock: LockRow | undefined
  /** What phrase and imported keys are sealed by; undefined while it is locked. */
  #secrets: Vault | undefined
  /** What seals and then writes must not overlap: a key sealed by what seals no longer could not be read again. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(
    db: KeyDatabase,
    guard: DatabaseGuard,
    keys: Keys,
    parts: Pick<WalletParts, 'random' | 'subtle'>,
  ) {
    this.#db = db
    this.#guard = guard
    this.#keys = keys
    this.#parts = parts
    this.#phrase = keys.phrase
    this.#lock = keys.lock
    this.#secrets = keys.lock ? undefined : keys.vault
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

  newAddress(name: string): Promise<Result<OwnAddress, WalletFailure>> {
    return this.#exclusive(() => this.#newAddress(name))
  }

  async #newAddress(name: string): Promise<Result<OwnAddress, WalletFailure>> {
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
    return this.#exclusive(async () => {
      const sealed = await this.#open().seal(seed.value, `address/${address}`)
      const added = await this.#change(rows => addedRow(rows, name, { address, sealed }))
      return known(added, 'outcome of an import')
    })
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

  protection(): Protection {
    return { encrypted: this.#lock !== undefined, locked: this.#secrets === undefined }
  }

  async encrypt(password: string): Promise<Result<void, WalletFailure>> {
    const checked = checkPassword(password)
    if (!checked.ok) return checked
    return this.#exclusive(async () => {
      const entropy = await this.#entropy()
      const { row: lock, vault } = await makeLock(password, this.#parts)
      const phrase = await vault.seal(entropy, 'phrase')
      const rows = await Promise.all(this.#rows.map(row => this.#resealed(row, vault)))
      await this.#write(rows, [lock, { key: 'phrase', sealed: phrase }])
      this.#phrase = phrase
      this.#lock = lock
      this.#secrets = vault
      return ok(undefined)
    })
  }

  lock(): Promise<Result<void, WalletFailure>> {
    return this.#exclusive(async () => {
      if (!this.#lock) {
        return fail(
          'WALLET_NOT_ENCRYPTED',
          'the wallet has no password; give it one with "wallet encrypt" first',
        )
      }
      this.#secrets = undefined
      this.#signers.clear()
      return ok(undefined)
    })
  }

  unlock(password: string): Promise<Result<void, WalletFailure>> {
    return this.#exclusive(async () => {
      if (!this.#lock) return fail('WALLET_NOT_ENCRYPTED', 'the wallet has no password; it is open')
      const secrets = await openLock(this.#lock, String(password), this.#parts)
      if (!secrets) return fail('PASSWORD_WRONG', 'password: it does not open this wallet; try again')
      this.#secrets = secrets
      return ok(undefined)
    })
  }

  async backup(password: string): Promise<Result<Uint8Array, WalletFailure>> {
    const checked = checkPassword(password)
    if (!checked.ok) return checked
    return this.#exclusive(async () => {
      const phrase = await this.phrase()
      const addresses: BackupAddress[] = []
      for (const row of this.#rows) {
        const { name, index, sealed } = row
        addresses.push(
          sealed
            ? { name, pem: pemFromSeed(await this.#seed(row)) }
            : { name, index: known(index, 'derivation index') },
        )
      }
      return ok(await writeBackup({ phrase, addresses }, password, this.#parts))
    })
  }

  async restorePhrase(
    phrase: string,
    isUsed: (address: string) => boolean,
  ): Promise<Result<readonly OwnAddress[], WalletFailure>> {
    const entropy = entropyFromPhrase(phrase)
    if (!entropy.ok) return entropy
    const keys = await keysOfPhrase(entropy.value, isUsed)
    return this.#exclusive(() => this.#restore(entropy.value, keys))
  }

  async restoreBackup(
    file: Uint8Array,
    password: string,
  ): Promise<Result<readonly OwnAddress[], WalletFailure>> {
    const content = await readBackup(file, String(password), this.#parts)
    if (!content.ok) return content
    const entropy = entropyFromPhrase(content.value.phrase)
    if (!entropy.ok) return entropy
    return this.#exclusive(async () => {
      const keys = await keysOfBackup(content.value, entropy.value, this.#open())
      return keys.ok ? this.#restore(entropy.value, keys.value) : keys
    })
  }

  async #restore(
    entropy: Uint8Array,
    keys: readonly RestoredKey[],
  ): Promise<Result<readonly OwnAddress[], WalletFailure>> {
    const vault = this.#open()
    const isSame = bytesEqual(await this.#entropy(), entropy)
    const kept = isSame
      ? this.#rows
      : await Promise.all(this.#rows.map(row => this.#resealed(row, vault, true)))
    const rows = restoredRows(kept, keys)
    if (rows.length > MAX_ADDRESSES) {
      return fail(
        'ADDRESSES_TOO_MANY',
        `the wallet would hold ${rows.length} addresses; at most ${MAX_ADDRESSES} are possible`,
      )
    }
    const phrase = await vault.seal(entropy, 'phrase')
    await this.#write(rows, [{ key: 'phrase', sealed: phrase }])
    this.#phrase = phrase
    this.#signers.clear()
    return ok(this.#own.filter(({ address }) => keys.some(key => key.address === address)))
  }

  /** A row whose key, if it is sealed or is to be from now on, is sealed by this vault. */
  async #resealed(row: AddressRow, vault: Vault, always = false): Promise<AddressRow> {
    if (!row.sealed && !always) return row
    const { index: _, ...rest } = row
    return { ...rest, sealed: await vault.seal(await this.#seed(row), `address/${row.address}`) }
  }

  /** Puts these addresses in the place of all, with rows of the vault, or nothing. */
  async #write(rows: readonly AddressRow[], vault: readonly VaultRow[]): Promise<void> {
    const { addresses, vault: table } = this.#db
    await this.#guard.write([addresses, table], async () => {
      // Names are unique, and two may have changed places.
      await addresses.clear()
      await addresses.bulkPut([...rows])
      await table.bulkPut([...vault])
    })
    this.#take(rows)
  }

  #take(rows: readonly AddressRow[]): void {
    this.#rows = [...rows].sort((a, b) => a.position - b.position)
    this.#own = this.#rows.map(ownAddress)
  }

  /** What opens and seals secrets now. */
  #open(): Vault {
    if (!this.#secrets) throw new WalletLockedError()
    return this.#secrets
  }

  #exclusive<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task, task)
    this.#last = result.catch(() => {})
    return result
  }

  /** One per address: to unseal and derive takes some milliseconds. One that failed is tried again the next time. */
  #signer(address: string): Promise<Signer> {
    const made = this.#signers.get(address)
    if (made) return made

    const signer = this.secretSeed(address).then(seed => createSigner(seed, this.#parts.subtle))
    this.#signers.set(address, signer)
    signer.catch(() => this.#signers.delete(address))
    return signer
  }

  async #entropy(): Promise<Uint8Array> {
    return this.#open().unseal(this.#phrase, 'phrase')
  }

  async #derivedSeed(index: number): Promise<Uint8Array> {
    return addressSeed(await this.#entropy(), index)
  }

  async #seed({ address, index, sealed }: AddressRow): Promise<Uint8Array> {
    if (sealed) return this.#open().unseal(sealed, `address/${address}`)
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
    this.#take(rows)
    return row?.ok ? ok(ownAddress(row.value)) : row
  }
}
