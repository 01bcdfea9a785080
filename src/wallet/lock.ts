import type { Random } from '#lib/random.ts'
import type { LockRow } from '#storage/rows.ts'
import { keyOfPassword, newDerivation } from './password.ts'
import { createVault, type Vault } from './vault.ts'
import { WalletError } from './wallet.ts'

interface LockParts {
  readonly random: Random
  readonly subtle: SubtleCrypto
}

const KEY_BYTES = 32

/**
 * A new lock: a random wallet key that seals the secrets, itself sealed under a key derived from the
 * password. The password is on no disk, so whoever has all of the profile's files still cannot open the
 * secrets.
 */
export async function makeLock(password: string, parts: LockParts): Promise<{ row: LockRow; vault: Vault }> {
  const derivation = newDerivation(parts.random)
  const bytes = parts.random.bytes(KEY_BYTES)
  const gate = createVault(
    await keyOfPassword(password, derivation, parts.subtle),
    parts.random,
    parts.subtle,
  )
  const sealed = await gate.seal(bytes, 'lock')
  return { row: { key: 'lock', ...derivation, sealed }, vault: await vaultOf(bytes, parts) }
}

/** The vault behind the lock; undefined for a wrong password. */
export async function openLock(
  { salt, cost, sealed }: LockRow,
  password: string,
  parts: LockParts,
): Promise<Vault | undefined> {
  const gate = createVault(
    await keyOfPassword(password, { salt, cost }, parts.subtle),
    parts.random,
    parts.subtle,
  )
  try {
    return await vaultOf(await gate.unseal(sealed, 'lock'), parts)
  } catch (error) {
    if (error instanceof WalletError) return undefined
    throw error
  }
}

async function vaultOf(bytes: Uint8Array, { random, subtle }: LockParts): Promise<Vault> {
  const key = await subtle.importKey('raw', new Uint8Array(bytes), 'AES-GCM', false, ['encrypt', 'decrypt'])
  bytes.fill(0)
  return createVault(key, random, subtle)
}
