import type { ChainStore } from '#storage/chain-store.ts'
import type { PendingRow } from '#storage/rows.ts'

/**
 * Deletes a closed chain database, and stores these pending transactions in the new one, from which they are
 * offered again.
 */
export async function forgetChain(
  store: Pick<ChainStore, 'destroy'>,
  reopen: () => Pick<ChainStore, 'putPending' | 'close'>,
  waiting: readonly PendingRow[],
): Promise<void> {
  await store.destroy()
  if (waiting.length === 0) return
  const next = reopen()
  await next.putPending(waiting)
  next.close()
}
