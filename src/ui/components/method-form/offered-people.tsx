import { createContext, useContext } from 'react'
import { useWallet } from '../../wallet-context.tsx'

/** Somebody whose address a field offers to fill in. */
export interface OfferedPerson {
  readonly name: string
  readonly address: string
}

const OfferedPeople = createContext<readonly OfferedPerson[] | undefined>(undefined)

/** Lets the forms below it offer these people instead of the own addresses. */
export const OfferedPeopleProvider = OfferedPeople.Provider

export function useOfferedPeople(): readonly OfferedPerson[] {
  const { rows } = useWallet()
  return useContext(OfferedPeople) ?? rows
}
