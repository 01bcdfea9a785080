import { ADDRESS_BYTES, formatAddress } from '../../chain/address.ts'
import { decodeAccount, EMPTY_ACCOUNT } from '../../chain/state/account.ts'
import { KEY_SPACE } from '../../chain/state/key-space.ts'
import { hexToBytes } from '../../lib/bytes.ts'

/** An entry of the state that a transaction changed: an account with what it holds now, or words for another entry and whose it is. */
export type ChangeView =
  | {
      readonly type: 'account'
      readonly address: string
      readonly balance: bigint
      readonly nonce: number
    }
  | {
      readonly type: 'other'
      readonly what: string
      readonly address: string | undefined
      readonly gone: boolean
    }

/** Reads an entry as a receipt tells it: key and value in hex, null where it is gone. A key of a space that this page does not know stays hex. */
export function changeView({ key, value }: { key: string; value: string | null }): ChangeView {
  const address = ownerOf(key)
  if (key.startsWith(KEY_SPACE.account) && address !== undefined) {
    const { balance, nonce } = value === null ? EMPTY_ACCOUNT : decodeAccount(hexToBytes(value))
    return { type: 'account', address, balance, nonce }
  }
  const space = SPACE_WORDS.get(key.slice(0, 2))
  return { type: 'other', what: space ?? `Entry ${key}`, address, gone: value === null }
}

const SPACE_WORDS: ReadonlyMap<string, string> = new Map([
  [KEY_SPACE.stake, 'The stake'],
  [KEY_SPACE.stakes, 'The sum of all stakes'],
  [KEY_SPACE.release, 'The list of stakes to be released'],
  [KEY_SPACE.authorities, 'The list of authorities'],
])

/** The address that a key ends with, if one follows its space and nothing else does. */
function ownerOf(key: string): string | undefined {
  return key.length === 2 + 2 * ADDRESS_BYTES ? formatAddress(hexToBytes(key.slice(2))) : undefined
}
