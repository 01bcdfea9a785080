import { parseContractAddress } from '#chain/address.ts'
import type { ContractView } from '#storage/contract-rows.ts'
import { contractView } from '#storage/live-queries.ts'
import { type Live, useLive } from '../../hooks/use-live.ts'
import { CONTRACT_FIELDS_SHOWN } from '../../limits.ts'

/** The contract at an address in the tip's state, live; `empty` if there is none. */
export function useContract(address: string): Live<ContractView> {
  return useLive(async db => {
    const parsed = parseContractAddress(address)
    return parsed.ok ? contractView(db, parsed.value, CONTRACT_FIELDS_SHOWN) : undefined
  }, address)
}
