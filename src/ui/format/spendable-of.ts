/** The confirmed balance less pending transactions, in base units. */
export function spendableOf(row: { readonly balance: bigint; readonly pendingOut: bigint }): bigint {
  return row.balance > row.pendingOut ? row.balance - row.pendingOut : 0n
}
