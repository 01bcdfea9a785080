import type { ContractMethod } from '#chain/apply/contract-runtime.ts'
import { MAX_METHODS, MAX_NAME_LENGTH } from './limits.ts'
import type { Value } from './value.ts'

/** A valid name, as the interface checks it (prelude/contract.js). */
const NAME = /^[A-Za-z_$][A-Za-z0-9_$]*$/

/**
 * The description of its methods that a contract's interface returns; undefined for a value that is not one.
 */
export function readMethods(value: Value): readonly ContractMethod[] | undefined {
  if (!Array.isArray(value) || value.length > MAX_METHODS) return undefined
  const methods = value.map(methodIn)
  return methods.every(method => method !== undefined) ? methods : undefined
}

function methodIn(value: Value): ContractMethod | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const { name, parameters, view, payable } = value as Partial<Record<string, Value>>
  if (typeof name !== 'string' || name.length > MAX_NAME_LENGTH || !NAME.test(name)) return undefined
  if (typeof view !== 'boolean' || typeof payable !== 'boolean' || !isTexts(parameters)) return undefined
  return { name, parameters, view, payable }
}

const isTexts = (value: Value | undefined): value is readonly string[] =>
  Array.isArray(value) && value.every(each => typeof each === 'string')
