import type { ReactNode } from 'react'
import type { ContractValue } from '#api/contract-results.ts'
import { isAddressText } from '../../format/party-route.ts'

/** Renders a nested value. */
export type DrawValue = (value: ContractValue) => ReactNode

export type ValueFields = Readonly<Record<string, ContractValue>>

/** A value of a contract with its type, for a switch. */
export type TypedValue =
  | { readonly type: 'null' }
  | { readonly type: 'truth'; readonly value: boolean }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'bigint'; readonly value: bigint }
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'bytes'; readonly value: Uint8Array }
  | { readonly type: 'list'; readonly value: readonly ContractValue[] }
  | { readonly type: 'object'; readonly value: ValueFields }

export function typedValue(value: ContractValue): TypedValue {
  if (value === null) return { type: 'null' }
  if (value instanceof Uint8Array) return { type: 'bytes', value }
  if (isList(value)) return { type: 'list', value }
  switch (typeof value) {
    case 'boolean':
      return { type: 'truth', value }
    case 'number':
      return { type: 'number', value }
    case 'bigint':
      return { type: 'bigint', value }
    case 'string':
      return { type: 'text', value }
    default:
      return { type: 'object', value }
  }
}

// Array.isArray loses a readonly element type.
const isList = (value: ContractValue): value is readonly ContractValue[] => Array.isArray(value)

/**
 * The columns of a list that is best shown as a table: one of objects only, with at most `most` fields in
 * total. Undefined for other lists.
 */
export function tableColumns(list: readonly ContractValue[], most: number): string[] | undefined {
  const columns = new Set<string>()
  for (const item of list) {
    const typed = typedValue(item)
    if (typed.type !== 'object') return undefined
    for (const name of Object.keys(typed.value)) columns.add(name)
    if (columns.size > most) return undefined
  }
  return columns.size === 0 ? undefined : [...columns]
}

/** Characters that fit on a phone next to a name. */
const NARROW_TEXT = 24

/** Does a value need the whole width of a phone? Addresses are shown short. */
export function isWide(value: ContractValue): boolean {
  const typed = typedValue(value)
  switch (typed.type) {
    case 'list':
      return typed.value.length > 0
    case 'object':
      return Object.keys(typed.value).length > 0
    case 'bytes':
      return 2 * typed.value.length > NARROW_TEXT
    case 'text':
      return typed.value.length > NARROW_TEXT && !isAddressText(typed.value)
    default:
      return false
  }
}
