import { bytesEqual } from '#lib/bytes.ts'
import { fail, ok, type Result } from '#lib/result.ts'
import type { KeyStore } from './key-store.ts'
import { MAX_ADDRESSES } from './limits.ts'
import { type RestoredKey, restoredRows } from './restored-rows.ts'
import type { OwnAddress, WalletFailure } from './wallet.ts'

/**
 * Replaces the stored phrase and its addresses. The previous ones stay as imported keys, unless the phrase is
 * the same. Returns the restored addresses.
 */
export async function restoreKeys(
  store: KeyStore,
  entropy: Uint8Array,
  keys: readonly RestoredKey[],
): Promise<Result<readonly OwnAddress[], WalletFailure>> {
  const vault = store.vault()
  const isSame = bytesEqual(await store.entropy(), entropy)
  const kept = isSame
    ? store.rows
    : await Promise.all(store.rows.map(row => store.resealed(row, vault, true)))
  const rows = restoredRows(kept, keys)
  if (rows.length > MAX_ADDRESSES) {
    return fail(
      'ADDRESSES_TOO_MANY',
      `the wallet would hold ${rows.length} addresses, more than ${MAX_ADDRESSES}; restore into a new profile`,
    )
  }
  await store.replace(rows, await vault.seal(entropy, 'phrase'))
  return ok(store.own.filter(({ address }) => keys.some(key => key.address === address)))
}
