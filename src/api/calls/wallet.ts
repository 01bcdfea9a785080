import { takes } from '../call.ts'
import { optional } from '../readers/field.ts'
import { file, text } from '../readers/values.ts'
import type { AddressResult, NamedAddress, WalletProtection } from '../results.ts'

type Named = 'NAME_BAD' | 'NAME_TAKEN'
type Locked = 'WALLET_LOCKED' | 'KEYS_UNREADABLE'

/** Own addresses and their keys. */
export const WALLET_CALLS = {
  /** Makes another address from the wallet phrase. */
  addressNew: takes({ name: text }).gives<NamedAddress, Named | Locked | 'ADDRESSES_TOO_MANY'>(),
  /** Shows your addresses and what they hold. */
  addressList: takes({}).gives<AddressResult[]>(),
  /** Gives one of your addresses another name. */
  addressRename: takes({ name: text, to: text }).gives<
    NamedAddress,
    Named | 'NAME_UNKNOWN' | 'ADDRESS_UNKNOWN' | 'ADDRESS_BAD'
  >(),
  /** Shows the secret key of one of your addresses as PEM (PKCS#8); whoever has it can spend its coins. */
  addressExport: takes({ name: text }).gives<
    { pem: string },
    Locked | 'NAME_UNKNOWN' | 'ADDRESS_UNKNOWN' | 'ADDRESS_BAD'
  >(),
  /** Adds an address by its secret key. */
  addressImport: takes({ name: text, pem: text }).gives<
    NamedAddress,
    Named | Locked | 'PEM_MALFORMED' | 'ADDRESS_KNOWN' | 'ADDRESSES_TOO_MANY'
  >(),
  /** Shows the words that all your addresses come from; whoever has them can spend your coins. */
  walletPhrase: takes({}).gives<{ phrase: string }, Locked>(),
  /** Closes your keys with a password, or with another one; without it only the words bring them back. */
  walletEncrypt: takes({ password: text }).gives<WalletProtection, Locked | 'PASSWORD_BAD'>(),
  /**
   * Forgets your keys until the password is given; nothing is signed meanwhile. What needs a key fails with
   * `WALLET_LOCKED`.
   */
  walletLock: takes({}).gives<WalletProtection, 'WALLET_NOT_ENCRYPTED'>(),
  /** Opens your keys until you lock them, or close this tab. */
  walletUnlock: takes({ password: text }).gives<
    WalletProtection,
    'WALLET_NOT_ENCRYPTED' | 'PASSWORD_WRONG' | 'KEYS_UNREADABLE'
  >(),
  /** Makes a file of your words and imported keys, closed with a password. */
  walletBackup: takes({ password: text }).gives<{ file: Blob; name: string }, Locked | 'PASSWORD_BAD'>(),
  /**
   * Brings back the addresses of a phrase or a backup; those that are here stay. A phrase brings back its
   * first address and all that the chain knows; one whose name a restored one had gets `-old` behind it.
   */
  walletRestore: takes({ phrase: optional(text), backup: optional(file), password: optional(text) }).gives<
    NamedAddress[],
    Locked | 'REQUEST_BAD' | 'PHRASE_BAD' | 'BACKUP_BAD' | 'PASSWORD_WRONG' | 'ADDRESSES_TOO_MANY'
  >(),
}
