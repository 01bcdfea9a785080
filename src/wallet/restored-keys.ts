import { ok, type Result } from '#lib/result.ts'
import { addressOfSeed } from './address-rows.ts'
import type { BackupContent } from './backup.ts'
import { FIRST_NAME } from './keys.ts'
import { RESTORE_GAP } from './limits.ts'
import { seedFromPem } from './pem.ts'
import { addressSeed } from './phrase.ts'
import type { KeyFailure } from './pkcs8.ts'
import type { RestoredKey } from './restored-rows.ts'
import type { Vault } from './vault.ts'

/** The phrase's first address and all used ones, up to a gap of `RESTORE_GAP` unused ones. */
export async function keysOfPhrase(
  entropy: Uint8Array,
  isUsed: (address: string) => boolean,
): Promise<RestoredKey[]> {
  const keys: RestoredKey[] = []
  for (let index = 0, unused = 0; unused < RESTORE_GAP; index++) {
    const address = addressOfSeed(await addressSeed(entropy, index))
    const used = isUsed(address)
    unused = used ? 0 : unused + 1
    if (used || index === 0) keys.push({ address, index, name: index === 0 ? FIRST_NAME : undefined })
  }
  return keys
}

/** The addresses of a backup; `vault` seals the imported ones. */
export async function keysOfBackup(
  { addresses }: BackupContent,
  entropy: Uint8Array,
  vault: Vault,
): Promise<Result<RestoredKey[], KeyFailure>> {
  const keys: RestoredKey[] = []
  for (const { name, ...key } of addresses) {
    if ('index' in key) {
      keys.push({ name, index: key.index, address: addressOfSeed(await addressSeed(entropy, key.index)) })
      continue
    }
    const seed = seedFromPem(key.pem)
    if (!seed.ok) return seed
    const address = addressOfSeed(seed.value)
    keys.push({ name, address, sealed: await vault.seal(seed.value, `address/${address}`) })
  }
  return ok(keys)
}
