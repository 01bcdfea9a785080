import { takes } from '../call.ts'
import { optional } from '../readers/field.ts'
import { file, text } from '../readers/values.ts'
import type { AddressResult, NamedAddress, WalletProtection } from '../results.ts'

type Named = 'NAME_BAD' | 'NAME_TAKEN'
type Locked = 'WALLET_LOCKED' | 'KEYS_UNREADABLE'

/** Own addresses and their keys. */
export const WALLET_CALLS = {
  /** Creates another address from the wallet phrase. */
  addressNew: takes({ name: text }).gives<NamedAddress, Named | Locked | 'ADDRESSES_TOO_MANY'>(),
  /** Shows your addresses and their balances. */
  addressList: takes({}).gives<AddressResult[]>(),
  /** Renames one of your addresses. */
  addressRename: takes({ name: text, to: text }).gives<
    NamedAddress,
    Named | 'NAME_UNKNOWN' | 'ADDRESS_UNKNOWN' | 'ADDRESS_BAD'
  >(),
  /** Shows the secret key of one of your addresses as PEM (PKCS#8). Whoever has it can spend its coins. */
  addressExport: takes({ name: text }).gives<
    { pem: string },
    Locked | 'NAME_UNKNOWN' | 'ADDRESS_UNKNOWN' | 'ADDRESS_BAD'
  >(),
  /** Imports an address by its secret key. */
  addressImport: takes({ name: text, pem: text }).gives<
    NamedAddress,
    Named | Locked | 'PEM_MALFORMED' | 'ADDRESS_KNOWN' | 'ADDRESSES_TOO_MANY'
  >(),
  /** Shows the words that all your addresses derive from. Whoever has them can spend your coins. */
  walletPhrase: takes({}).gives<{ phrase: string }, Locked>(),
  /** Sets or changes the wallet's password. If you forget it, only the phrase restores your keys. */
  walletEncrypt: takes({ password: text }).gives<WalletProtection, Locked | 'PASSWORD_BAD'>(),
  /**
   * Locks the wallet until the password is given. Calls that need a key fail with `WALLET_LOCKED` meanwhile.
   */
  walletLock: takes({}).gives<WalletProtection, 'WALLET_NOT_ENCRYPTED'>(),
  /** Unlocks the wallet until you lock it or close this tab. */
  walletUnlock: takes({ password: text }).gives<
    WalletProtection,
    'WALLET_NOT_ENCRYPTED' | 'PASSWORD_WRONG' | 'KEYS_UNREADABLE'
  >(),
  /** Creates a backup file of your phrase and imported keys, encrypted with a password. */
  walletBackup: takes({ password: text }).gives<{ file: Blob; name: string }, Locked | 'PASSWORD_BAD'>(),
  /**
   * Restores the addresses of a phrase or a backup; those that are here stay. A phrase restores its first
   * address and all that are on the chain. An address whose name a restored one takes gets the suffix `-old`.
   */
  walletRestore: takes({ phrase: optional(text), backup: optional(file), password: optional(text) }).gives<
    NamedAddress[],
    Locked | 'REQUEST_BAD' | 'PHRASE_BAD' | 'BACKUP_BAD' | 'PASSWORD_WRONG' | 'ADDRESSES_TOO_MANY'
  >(),
}
