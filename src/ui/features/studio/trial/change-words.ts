import type { ContractValue } from '../../../../api/contract-results.ts'
import { decodeMapValue } from '../../../../chain/state/contract-storage.ts'
import { KEY_SPACE } from '../../../../chain/state/key-space.ts'
import { decodeValue } from '../../../../contracts/decode-value.ts'
import { hexToBytes } from '../../../../lib/bytes.ts'
import { changeView } from '../../../format/change-view.ts'
import { valueText } from './value-text.ts'

interface Change {
  readonly key: string
  readonly value: string | null
}

/** An entry that a step changed, as somebody who wrote the contract would say it: what, and what it is now. */
export interface ChangeWords {
  readonly what: string
  /** A value as text, or a balance in base units; undefined where it is gone. */
  readonly now: string | bigint | undefined
}

/** Hex: the space, the contract, and the tag of a field or a map. */
const FIELD = new RegExp(`^${KEY_SPACE.storage}[0-9a-f]{64}00((?:[0-9a-f]{2})+)$`)
const MAP_ENTRY = new RegExp(
  `^${KEY_SPACE.storage}[0-9a-f]{64}01((?:(?!00)[0-9a-f]{2})+)00((?:[0-9a-f]{2})+)$`,
)

/**
 * The changes that mean something to the author: fields, entries of maps and balances. That a map keeps a list of its keys, and that a
 * contract has a description, is the chain's own bookkeeping.
 */
export function changesInWords(changes: readonly Change[], contracts: ReadonlySet<string>): ChangeWords[] {
  return changes.flatMap(change => changeWords(change, contracts) ?? [])
}

function changeWords({ key, value }: Change, contracts: ReadonlySet<string>): ChangeWords | undefined {
  const [, field] = FIELD.exec(key) ?? []
  if (field !== undefined) {
    return { what: textOf(field), now: value === null ? undefined : storedText(hexToBytes(value)) }
  }
  const [, map, entry] = MAP_ENTRY.exec(key) ?? []
  if (map !== undefined && entry !== undefined) {
    const what = `${textOf(map)}[${storedText(hexToBytes(entry))}]`
    return { what, now: value === null ? undefined : storedText(decodeMapValue(hexToBytes(value))) }
  }
  const view = changeView({ key, value }, contracts)
  return view.type === 'account' ? { what: view.address, now: view.balance } : undefined
}

const textOf = (hex: string) => new TextDecoder().decode(hexToBytes(hex))

function storedText(bytes: Uint8Array): string {
  const value = decodeValue(bytes)
  return value.ok ? valueText(value.value as ContractValue) : 'a value that this page cannot read'
}
