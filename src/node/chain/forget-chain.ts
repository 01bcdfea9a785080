import type { ChainStore } from '#storage/chain-store.ts'
import type { PendingRow } from '#storage/rows.ts'

/**
 * Deletes a closed chain database; in the next one these transactions wait, and are offered again from there.
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
