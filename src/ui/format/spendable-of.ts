/** What the confirmed balance still allows, besides transactions that are on their way; base units. */
export function spendableOf(row: { readonly balance: bigint; readonly pendingOut: bigint }): bigint {
  return row.balance > row.pendingOut ? row.balance - row.pendingOut : 0n
}
