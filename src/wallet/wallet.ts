import type { Address } from '#chain/address.ts'
import type { Failure, Result } from '#lib/result.ts'

/** An address whose key this wallet holds. */
export interface OwnAddress {
  readonly name: string
  /** bech32m text. */
  readonly address: string
  readonly publicKey: Address
}

/** The errors that a user's input to the wallet can cause. */
export type WalletFailure = Failure<
  | 'NAME_BAD'
  | 'NAME_TAKEN'
  | 'NAME_UNKNOWN'
  | 'ADDRESS_UNKNOWN'
  | 'ADDRESS_KNOWN'
  | 'ADDRESS_BAD'
  | 'PEM_MALFORMED'
  | 'ADDRESSES_TOO_MANY'
  | 'PASSWORD_BAD'
  | 'PASSWORD_WRONG'
  | 'WALLET_NOT_ENCRYPTED'
  | 'PHRASE_BAD'
  | 'BACKUP_BAD'
>

/**
 * A profile's keys: names for addresses, signatures with their keys, the recovery phrase and the peer's
 * identity. It needs the keys' database only, so it works while a chain's database is broken or full. It
 * knows no balances and sends nothing. Calls that touch the database throw `StorageError` when the
 * environment fails, and {@link WalletError} when keys cannot be read.
 */
export interface Wallet {
  /** In the order in which they were made; never empty. */
  addresses(): readonly OwnAddress[]
  /** By name, in any case, or by address. */
  find(nameOrAddress: string): Result<OwnAddress, WalletFailure>
  /** The next address of the phrase. */
  newAddress(name: string): Promise<Result<OwnAddress, WalletFailure>>
  rename(name: string, to: string): Promise<Result<OwnAddress, WalletFailure>>
  /** The Ed25519 private key as PKCS#8 in PEM (RFC 8410): whoever reads it owns the address. */
  exportPem(name: string): Promise<Result<string, WalletFailure>>
  /** Adds the key of a PEM text; the phrase does not restore it. */
  importPem(name: string, pem: string): Promise<Result<OwnAddress, WalletFailure>>
  /**
   * The recovery phrase, 12 English words (BIP-39): whoever reads it owns every address that was not
   * imported.
   */
  phrase(): Promise<string>
  /**
   * Ed25519 (RFC 8032) by one of {@link Wallet.addresses}, 64 bytes. The same message may get another
   * signature the next time (Safari).
   */
  sign(address: string, message: Uint8Array): Promise<Uint8Array>
  /**
   * The Ed25519 seed of one of {@link Wallet.addresses}, 32 bytes, for VRF proofs (RFC 9381). Callers must
   * not keep it.
   */
  secretSeed(address: string): Promise<Uint8Array>
  /**
   * Whether the wallet has a password, and whether it is locked. While it is, calls that need a key throw
   * {@link WalletLockedError}.
   */
  protection(): Protection
  /** Seals the phrase and the imported keys under a new password. The wallet stays unlocked. */
  encrypt(password: string): Promise<Result<void, WalletFailure>>
  /** Forgets the keys until `unlock` receives the password. */
  lock(): Promise<Result<void, WalletFailure>>
  unlock(password: string): Promise<Result<void, WalletFailure>>
  /** Phrase and imported keys as a file under a password of its own. */
  backup(password: string): Promise<Result<Uint8Array, WalletFailure>>
  /**
   * Replaces the phrase, or finds more addresses of the same phrase: the first one and those for which
   * `isUsed` is true. Addresses of the previous phrase stay as imported keys.
   */
  restorePhrase(
    phrase: string,
    isUsed: (address: string) => boolean,
  ): Promise<Result<readonly OwnAddress[], WalletFailure>>
  /** Like {@link Wallet.restorePhrase}, with the addresses and names of a backup. */
  restoreBackup(file: Uint8Array, password: string): Promise<Result<readonly OwnAddress[], WalletFailure>>
  /**
   * 32 bytes, the seed of the peer's Ed25519 identity: made once per profile, not derived from the phrase.
   */
  identitySeed(): Promise<Uint8Array>
}

export interface Protection {
  readonly encrypted: boolean
  readonly locked: boolean
}

/** A key is needed while the wallet is locked: the person has to unlock it first. */
export class WalletLockedError extends Error {
  override readonly name = 'WalletLockedError'
  readonly code = 'WALLET_LOCKED'
  constructor() {
    super('the wallet is locked; type "wallet unlock" in the terminal')
  }
}

/** The stored keys cannot be read: an environment fault, for which the remedy is the recovery phrase. */
export class WalletError extends Error {
  override readonly name = 'WalletError'
  readonly code = 'KEYS_UNREADABLE'
  constructor(what: string, options?: { cause?: unknown }) {
    super(
      `The wallet cannot read ${what}: this profile's keys are damaged. Recover the addresses from the phrase in another profile.`,
      options,
    )
  }
}
