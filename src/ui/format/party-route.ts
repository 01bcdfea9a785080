import { CONTRACT_PREFIX } from '#chain/address.ts'
import type { Route } from '../router.ts'

/** The page of an address: a contract's has its methods, a person's its payments. */
export const partyRoute = (address: string): Route =>
  isContractAddress(address)
    ? { screen: 'contract', address, part: 'methods' }
    : { screen: 'address', address }

/** Whether the prefix is that of a contract's address; the rest is not validated. */
export const isContractAddress = (text: string): boolean => text.startsWith(`${CONTRACT_PREFIX}1`)

/** Whether a text looks like a complete address of a person or a contract; the checksum is not validated. */
export const isAddressText = (text: string): boolean => /^tabc?1[a-z0-9]{58}$/.test(text)
