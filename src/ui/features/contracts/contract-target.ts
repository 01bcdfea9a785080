import { parseParty } from '#chain/address.ts'
import { fieldMessage } from '../../format/field-message.ts'

/** What somebody who typed this looks for. An address may be a person's: its page says so. */
export type ContractTarget =
  | { readonly type: 'all' }
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'address'; readonly address: string }
  | { readonly type: 'wrong'; readonly message: string }

/** Pure: it does not know what exists. What begins like a whole address is meant as one. */
export function contractTarget(typed: string): ContractTarget {
  const text = typed.trim()
  if (text === '') return { type: 'all' }
  if (!/^tabc?1/i.test(text)) return { type: 'name', name: text }
  const address = parseParty(text)
  if (address.ok) return { type: 'address', address: text.toLowerCase() }
  return { type: 'wrong', message: `This address is not right: ${fieldMessage(address.error.message)}` }
}
