import { t } from '@lingui/core/macro'
import { parseParty } from '#chain/address.ts'
import { fieldMessage } from '../../format/field-message.ts'

/** The target of a search. An address need not be a contract's; its page explains that. */
export type ContractTarget =
  | { readonly type: 'all' }
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'address'; readonly address: string }
  | { readonly type: 'wrong'; readonly message: string }

/**
 * Pure: it does not check that the target exists. Text that begins like an address and is as long is treated
 * as one.
 */
export function contractTarget(typed: string): ContractTarget {
  const text = typed.trim()
  if (text === '') return { type: 'all' }
  if (!/^tabc?1/i.test(text)) return { type: 'name', name: text }
  const address = parseParty(text)
  if (address.ok) return { type: 'address', address: text.toLowerCase() }
  const why = fieldMessage(address.error.message)
  return { type: 'wrong', message: t`This address is not valid: ${why}` }
}
