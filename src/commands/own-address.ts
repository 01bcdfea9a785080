import type { NodeApi } from '#api/calls.ts'
import { ADDRESS_PREFIX, CONTRACT_PREFIX, parseParty } from '#chain/address.ts'
import { BURN_TEXT, isBurn } from '#chain/recipient.ts'
import { withoutName } from '#lib/without-name.ts'
import { CommandError, taken } from './command-error.ts'

/**
 * Like {@link addressOrName}, for a recipient of coins: `burn` is the address that nobody can spend from,
 * unless an own address has this name.
 */
export async function recipientOrName(api: NodeApi, text: string, field: string): Promise<string> {
  if (!isBurn(text)) return addressOrName(api, text, field)
  const own = taken(await api.addressList({})).find(({ name }) => isBurn(name))
  return own?.address ?? BURN_TEXT
}

/**
 * The address in `text` (a contract's too), or the own address with this name. `field` names the argument in
 * the message.
 */
export async function addressOrName(api: NodeApi, text: string, field: string): Promise<string> {
  const parsed = parseParty(text)
  if (parsed.ok) return text.trim().toLowerCase()

  const own = taken(await api.addressList({})).find(({ name }) => name === text)
  if (own) return own.address
  const problem = withoutName(parsed.error.message, 'address')
  const isAddress = [ADDRESS_PREFIX, CONTRACT_PREFIX].some(prefix =>
    text.toLowerCase().startsWith(`${prefix}1`),
  )
  const meant = isAddress
    ? problem
    : `none of your addresses has the name "${text.slice(0, 40)}", and it is not an address: ${problem}`
  throw new CommandError(parsed.error.code, `${field}: ${meant}`)
}
