import { useState } from 'react'
import type { WalletRow } from '#storage/rows.ts'
import { useWallet } from '../wallet-context.tsx'

/**
 * The own address that the person chose, and the first one until then. It is undefined while the wallet is
 * being opened.
 */
export function useOwnAddress(): readonly [row: WalletRow | undefined, choose: (address: string) => void] {
  const { rows } = useWallet()
  const [chosen, choose] = useState<string>()
  return [rows.find(({ address }) => address === chosen) ?? rows[0], choose]
}
