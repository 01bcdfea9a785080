import { createContext, useContext } from 'react'
import { useWallet } from '../../wallet-context.tsx'

/** A person whose address a field offers. */
export interface OfferedPerson {
  readonly name: string
  readonly address: string
}

const OfferedPeople = createContext<readonly OfferedPerson[] | undefined>(undefined)

/** Makes the forms inside it offer these people instead of the own addresses. */
export const OfferedPeopleProvider = OfferedPeople.Provider

export function useOfferedPeople(): readonly OfferedPerson[] {
  const { rows } = useWallet()
  return useContext(OfferedPeople) ?? rows
}
