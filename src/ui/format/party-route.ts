import { CONTRACT_PREFIX } from '#chain/address.ts'
import type { Route } from '../router.ts'

/** The page of an address: a contract's has its methods, a person's its payments. */
export const partyRoute = (address: string): Route =>
  isContractAddress(address)
    ? { screen: 'contract', address, part: 'methods' }
    : { screen: 'address', address }

/** By its prefix alone; whether the rest is right is not asked. */
export const isContractAddress = (text: string): boolean => text.startsWith(`${CONTRACT_PREFIX}1`)

/** Does it look like a whole address of a person or a contract? Its checksum is not asked. */
export const isAddressText = (text: string): boolean => /^tabc?1[a-z0-9]{58}$/.test(text)
