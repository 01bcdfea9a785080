import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { known } from '#lib/assert.ts'
import { walletRows } from '#storage/live-queries.ts'
import type { WalletRow } from '#storage/rows.ts'
import { type Live, shownValue, useLive } from './hooks/use-live.ts'
import { ADDRESSES_SHOWN } from './limits.ts'

/** The own addresses, which most screens need to show "you". */
export interface WalletView {
  readonly live: Live<WalletRow[]>
  readonly rows: readonly WalletRow[]
  readonly own: ReadonlySet<string>
  /** The name of an own address. */
  nameOf(address: string): string | undefined
  /** Confirmed, over all addresses; base units. */
  readonly total: bigint
  /** At stake, over all addresses, beside the total. */
  readonly staked: bigint
  readonly pendingIn: bigint
  readonly pendingOut: bigint
}

const WalletContext = createContext<WalletView | undefined>(undefined)

/** One live query of the `wallet` table for the whole page. */
export function WalletProvider({ children }: { readonly children: ReactNode }) {
  const live = useLive(db => walletRows(db, ADDRESSES_SHOWN))
  const view = useMemo(() => viewOf(live), [live])
  return <WalletContext.Provider value={view}>{children}</WalletContext.Provider>
}

export function useWallet(): WalletView {
  return known(useContext(WalletContext), 'WalletProvider above this component')
}

function viewOf(live: Live<WalletRow[]>): WalletView {
  const rows = shownValue(live) ?? []
  const names = new Map(rows.map(row => [row.address, row.name]))
  const sum = (pick: (row: WalletRow) => bigint) => rows.reduce((total, row) => total + pick(row), 0n)
  return {
    live,
    rows,
    own: new Set(names.keys()),
    nameOf: address => names.get(address),
    total: sum(row => row.balance),
    staked: sum(row => row.stake),
    pendingIn: sum(row => row.pendingIn),
    pendingOut: sum(row => row.pendingOut),
  }
}
