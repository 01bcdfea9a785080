import { t } from '@lingui/core/macro'
import { parseParty } from '#chain/address.ts'
import { fieldMessage } from '../../format/field-message.ts'
import { fileTarget } from '../../format/file-target.ts'

/** The target of a search. A hash may be that of a block or of a transaction; the block is tried first. */
export type SearchTarget =
  | { readonly type: 'nothing' }
  | { readonly type: 'height'; readonly height: number }
  | { readonly type: 'hash'; readonly hash: string }
  | { readonly type: 'address'; readonly address: string }
  | { readonly type: 'file'; readonly cid: string }
  | { readonly type: 'unclear'; readonly message: string }

/** Pure: it does not check that the target exists. `named` has the own addresses by name. */
export function searchTarget(typed: string, named: ReadonlyMap<string, string>): SearchTarget {
  const text = typed.trim()
  if (text === '') return { type: 'nothing' }

  const own = named.get(text)
  if (own !== undefined) return { type: 'address', address: own }
  // Longer runs of digits are hashes cut short, not heights.
  if (/^#?\d{1,12}$/.test(text)) return { type: 'height', height: Number(text.replace('#', '')) }
  if (/^[0-9a-f]{64}$/i.test(text)) return { type: 'hash', hash: text.toLowerCase() }

  if (/^tab/i.test(text)) {
    const address = parseParty(text)
    if (address.ok) return { type: 'address', address: text.toLowerCase() }
    return {
      type: 'unclear',
      message: t`This address is not valid: ${{ reason: lowerFirst(fieldMessage(address.error.message)) }}`,
    }
  }
  const file = fileTarget(text)
  if (file.type === 'cid') return { type: 'file', cid: file.cid }
  if (file.type === 'wrong') return { type: 'unclear', message: file.message }
  if (/^[0-9a-f]+$/i.test(text))
    return {
      type: 'unclear',
      message: t`An id has 64 hexadecimal digits, this has ${{ digits: text.length }}; paste all of it`,
    }
  return {
    type: 'unclear',
    message: t`Write a height such as 120, a block or transaction id, an address, a CID, or the name of an address of yours, a contract or a file`,
  }
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
