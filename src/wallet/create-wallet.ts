import { assert, known } from '#lib/assert.ts'
import { Mutex } from '#lib/mutex.ts'
import { fail, ok, type Result } from '#lib/result.ts'
import type { KeyDatabase } from '#storage/schema.ts'
import { addedRow, addressOfSeed, findRow, freeName, nextIndex, ownAddress } from './address-rows.ts'
import { type BackupAddress, readBackup, writeBackup } from './backup.ts'
import { KeyStore, type KeyStoreParts } from './key-store.ts'
import { makeLock, openLock } from './lock.ts'
import { checkPassword } from './password.ts'
import { pemFromSeed, seedFromPem } from './pem.ts'
import { entropyFromPhrase, phraseFromEntropy } from './phrase.ts'
import { restoreKeys } from './restore-keys.ts'
import { keysOfBackup, keysOfPhrase } from './restored-keys.ts'
import { createSigner, type Signer } from './signer.ts'
import type { OwnAddress, Protection, Wallet, WalletFailure } from './wallet.ts'

/** Opens the profile's wallet; the first time it makes a phrase, an identity and an address called `main`. */
export async function createWallet(db: KeyDatabase, parts: KeyStoreParts): Promise<Wallet> {
  return new KeyWallet(await KeyStore.open(db, parts), parts)
}

class KeyWallet implements Wallet {
  readonly #store: KeyStore
  readonly #parts: KeyStoreParts
  readonly #signers = new Map<string, Promise<Signer>>()
  /**
   * Calls that seal and then write must not overlap: a key sealed under a replaced vault could not be read
   * again.
   */
  readonly #exclusive = new Mutex()

  constructor(store: KeyStore, parts: KeyStoreParts) {
    this.#store = store
    this.#parts = parts
  }

  addresses(): readonly OwnAddress[] {
    return this.#store.own
  }

  find(nameOrAddress: string): Result<OwnAddress, WalletFailure> {
    const row = findRow(this.#store.rows, nameOrAddress)
    return row.ok ? ok(ownAddress(row.value)) : row
  }

  newAddress(name: string): Promise<Result<OwnAddress, WalletFailure>> {
    return this.#exclusive.run(() => this.#newAddress(name))
  }

  async #newAddress(name: string): Promise<Result<OwnAddress, WalletFailure>> {
    const free = freeName(this.#store.rows, name)
    if (!free.ok) return free

    // Keys cannot be derived inside a database transaction: if another call takes the index meanwhile, the
    // next one is tried.
    for (;;) {
      const index = nextIndex(this.#store.rows)
      const address = addressOfSeed(await this.#store.derivedSeed(index))
      const added = await this.#store.change(rows =>
        nextIndex(rows) === index ? addedRow(rows, name, { address, index }) : undefined,
      )
      if (added) return added
    }
  }

  async importPem(name: string, pem: string): Promise<Result<OwnAddress, WalletFailure>> {
    const seed = seedFromPem(pem)
    if (!seed.ok) return seed
    const address = addressOfSeed(seed.value)
    return this.#exclusive.run(async () => {
      const sealed = await this.#store.vault().seal(seed.value, `address/${address}`)
      const added = await this.#store.change(rows => addedRow(rows, name, { address, sealed }))
      return known(added, 'outcome of an import')
    })
  }

  async rename(name: string, to: string): Promise<Result<OwnAddress, WalletFailure>> {
    const renamed = await this.#store.change(rows => {
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
    const row = findRow(this.#store.rows, name)
    return row.ok ? ok(pemFromSeed(await this.#store.seedOf(row.value))) : row
  }

  async phrase(): Promise<string> {
    return phraseFromEntropy(await this.#store.entropy())
  }

  identitySeed(): Promise<Uint8Array> {
    return this.#store.identitySeed()
  }

  async sign(address: string, message: Uint8Array): Promise<Uint8Array> {
    const sign = await this.#signer(address)
    return sign(message)
  }

  async secretSeed(address: string): Promise<Uint8Array> {
    const row = this.#store.rows.find(candidate => candidate.address === address)
    assert(row, `no key for ${address}`)
    return this.#store.seedOf(row)
  }

  protection(): Protection {
    return { encrypted: this.#store.lock !== undefined, locked: this.#store.isLocked }
  }

  async encrypt(password: string): Promise<Result<void, WalletFailure>> {
    const checked = checkPassword(password)
    if (!checked.ok) return checked
    return this.#exclusive.run(async () => {
      const store = this.#store
      const entropy = await store.entropy()
      const locked = await makeLock(password, this.#parts)
      const phrase = await locked.vault.seal(entropy, 'phrase')
      const rows = await Promise.all(store.rows.map(row => store.resealed(row, locked.vault)))
      await store.replace(rows, phrase, locked)
      return ok(undefined)
    })
  }

  lock(): Promise<Result<void, WalletFailure>> {
    return this.#exclusive.run(async () => {
      if (!this.#store.lock) {
        return fail('WALLET_NOT_ENCRYPTED', 'the wallet has no password; set one with "wallet encrypt" first')
      }
      this.#store.close()
      this.#signers.clear()
      return ok(undefined)
    })
  }

  unlock(password: string): Promise<Result<void, WalletFailure>> {
    return this.#exclusive.run(async () => {
      const { lock } = this.#store
      if (!lock) return fail('WALLET_NOT_ENCRYPTED', 'the wallet has no password, so it is open already')
      const vault = await openLock(lock, String(password), this.#parts)
      if (!vault) return fail('PASSWORD_WRONG', 'password: it does not open this wallet; try again')
      this.#store.unlock(vault)
      return ok(undefined)
    })
  }

  async backup(password: string): Promise<Result<Uint8Array, WalletFailure>> {
    const checked = checkPassword(password)
    if (!checked.ok) return checked
    return this.#exclusive.run(async () => {
      const phrase = await this.phrase()
      const addresses: BackupAddress[] = []
      for (const row of this.#store.rows) {
        const { name, index, sealed } = row
        addresses.push(
          sealed
            ? { name, pem: pemFromSeed(await this.#store.seedOf(row)) }
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
    return this.#restored(async () => restoreKeys(this.#store, entropy.value, keys))
  }

  async restoreBackup(
    file: Uint8Array,
    password: string,
  ): Promise<Result<readonly OwnAddress[], WalletFailure>> {
    const content = await readBackup(file, String(password), this.#parts)
    if (!content.ok) return content
    const entropy = entropyFromPhrase(content.value.phrase)
    if (!entropy.ok) return entropy
    return this.#restored(async () => {
      const keys = await keysOfBackup(content.value, entropy.value, this.#store.vault())
      return keys.ok ? restoreKeys(this.#store, entropy.value, keys.value) : keys
    })
  }

  /** After a restoration the cached signers are wrong. */
  #restored<T>(restore: () => Promise<Result<T, WalletFailure>>): Promise<Result<T, WalletFailure>> {
    return this.#exclusive.run(async () => {
      const restored = await restore()
      if (restored.ok) this.#signers.clear()
      return restored
    })
  }

  /**
   * One per address, because unsealing and deriving take some milliseconds. After a failure the next call
   * tries again.
   */
  #signer(address: string): Promise<Signer> {
    const made = this.#signers.get(address)
    if (made) return made

    const signer = this.secretSeed(address).then(seed => createSigner(seed, this.#parts.subtle))
    this.#signers.set(address, signer)
    signer.catch(() => this.#signers.delete(address))
    return signer
  }
}
