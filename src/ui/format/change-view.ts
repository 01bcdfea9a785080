import { t } from '@lingui/core/macro'
import type { ContractValue } from '#api/contract-results.ts'
import { ADDRESS_BYTES, formatAddress, formatContractAddress } from '#chain/address.ts'
import { decodeAccount, EMPTY_ACCOUNT } from '#chain/state/account.ts'
import { decodeMapValue, storedPlace } from '#chain/state/contract-storage.ts'
import { KEY_SPACE } from '#chain/state/key-space.ts'
import { decodeValue } from '#contracts/decode-value.ts'
import { hexToBytes } from '#lib/bytes.ts'
import { textFromUtf8 } from '#lib/utf8.ts'

/**
 * An entry of the state that a transaction changed: an account and its balance, a stored value of a contract,
 * or words for another entry and its owner.
 */
export type ChangeView =
  | {
      readonly type: 'account'
      readonly address: string
      readonly balance: bigint
      readonly nonce: number
    }
  | {
      readonly type: 'stored'
      readonly address: string
      /** The name of the field or the map. */
      readonly name: string
      /** The key in the map; undefined for a field. */
      readonly key: ContractValue | undefined
      /** Undefined if it was deleted. */
      readonly value: ContractValue | undefined
    }
  | {
      readonly type: 'other'
      readonly what: string
      readonly address: string | undefined
      readonly gone: boolean
    }

interface Change {
  readonly key: string
  readonly value: string | null
}

/**
 * Reads an entry of a receipt: key and value in hex, null if it was deleted. `contracts` are the known
 * contracts ({@link contractsIn}), which the entry of an account does not reveal. A key of an unknown space
 * stays hex.
 */
export function changeView({ key, value }: Change, contracts: ReadonlySet<string> = new Set()): ChangeView {
  const space = key.slice(0, 2)
  const contract = contractOf(key)
  const address = contract ?? ownerOf(key, contracts)
  if (space === KEY_SPACE.account && address !== undefined) {
    const { balance, nonce } = value === null ? EMPTY_ACCOUNT : decodeAccount(hexToBytes(value))
    return { type: 'account', address, balance, nonce }
  }
  const stored = contract === undefined ? undefined : storedView({ key, value }, contract)
  if (stored) return stored
  return { type: 'other', what: SPACE_WORDS.get(space) ?? t`Entry ${key}`, address, gone: value === null }
}

/**
 * A stored value under the contract's name for it; undefined for entries that only keep the order, or have no
 * value.
 */
function storedView({ key, value }: Change, address: string): ChangeView | undefined {
  const place = storedPlace(key)
  if (place === undefined || place.type === 'order') return undefined
  const name = textFromUtf8(place.type === 'field' ? place.name : place.map)
  if (name === undefined) return undefined
  const inMap = place.type === 'entry' ? decodeValue(place.key) : undefined
  if (inMap?.ok === false) return undefined
  const view = { type: 'stored', address, name, key: inMap?.value } as const
  if (value === null) return { ...view, value: undefined }
  const bytes = hexToBytes(value)
  const now = decodeValue(place.type === 'field' ? bytes : decodeMapValue(bytes))
  return now.ok ? { ...view, value: now.value } : undefined
}

/** The contracts whose own entries are among these changes. */
export const contractsIn = (changes: readonly Change[]): string[] =>
  changes.flatMap(({ key }) => contractOf(key) ?? [])

const SPACE_WORDS: ReadonlyMap<string, string> = new Map([
  [KEY_SPACE.stake, t`The stake`],
  [KEY_SPACE.stakes, t`The sum of all stakes`],
  [KEY_SPACE.release, t`The list of stakes to be released`],
  [KEY_SPACE.authorities, t`The list of authorities`],
  [KEY_SPACE.contract, t`The description`],
  [KEY_SPACE.code, t`The source`],
  [KEY_SPACE.storage, t`A stored value`],
  [KEY_SPACE.mapKeys, t`The list of a map’s keys`],
])

const OF_CONTRACTS: readonly string[] = [
  KEY_SPACE.contract,
  KEY_SPACE.code,
  KEY_SPACE.storage,
  KEY_SPACE.mapKeys,
]

const OWNER_END = 2 + 2 * ADDRESS_BYTES

function contractOf(key: string): string | undefined {
  if (!OF_CONTRACTS.includes(key.slice(0, 2)) || key.length < OWNER_END) return undefined
  return formatContractAddress(hexToBytes(key.slice(2, OWNER_END)))
}

/** The address after the key's first byte; undefined if the key has another length. */
function ownerOf(key: string, contracts: ReadonlySet<string>): string | undefined {
  if (key.length !== OWNER_END) return undefined
  const bytes = hexToBytes(key.slice(2))
  const contract = formatContractAddress(bytes)
  return contracts.has(contract) ? contract : formatAddress(bytes)
}
