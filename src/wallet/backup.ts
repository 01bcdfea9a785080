import { bytesToHex, hexToBytes } from '#lib/bytes.ts'
import type { Random } from '#lib/random.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { utf8FromText } from '#lib/utf8.ts'
import { MAX_ADDRESSES, MAX_BACKUP_BYTES } from './limits.ts'
import { isDerivation, keyOfPassword, newDerivation } from './password.ts'
import { createVault } from './vault.ts'
import { WalletError } from './wallet.ts'

/** Everything that restores a wallet. An address of the phrase has its index, an imported one its key. */
export interface BackupContent {
  readonly phrase: string
  readonly addresses: readonly BackupAddress[]
}

export type BackupAddress =
  | { readonly name: string; readonly index: number }
  | { readonly name: string; readonly pem: string }

interface BackupParts {
  readonly random: Random
  readonly subtle: SubtleCrypto
}

/** The file: JSON, so that another program can read it with scrypt and AES-256-GCM; bytes in hex. */
interface BackupFile {
  readonly tabchain: 'wallet'
  readonly version: 1
  readonly salt: string
  readonly cost: number
  readonly iv: string
  readonly data: string
}

export async function writeBackup(
  content: BackupContent,
  password: string,
  { random, subtle }: BackupParts,
): Promise<Uint8Array> {
  const { salt, cost } = newDerivation(random)
  const vault = createVault(await keyOfPassword(password, { salt, cost }, subtle), random, subtle)
  const { iv, data } = await vault.seal(utf8FromText(JSON.stringify(content)), 'backup')
  const file: BackupFile = {
    tabchain: 'wallet',
    version: 1,
    salt: bytesToHex(salt),
    cost,
    iv: bytesToHex(iv),
    data: bytesToHex(data),
  }
  return utf8FromText(JSON.stringify(file))
}

/** Refuses other files and a wrong password. The caller checks names and keys. */
export async function readBackup(
  bytes: Uint8Array,
  password: string,
  { random, subtle }: BackupParts,
): Promise<Result<BackupContent, Failure<'BACKUP_BAD' | 'PASSWORD_WRONG'>>> {
  const file = readFile(bytes)
  if (!file)
    return fail('BACKUP_BAD', 'backup: it is not a file that `wallet backup` made; choose another file')
  const derivation = { salt: hexToBytes(file.salt), cost: file.cost }
  if (!isDerivation(derivation))
    return fail(
      'BACKUP_BAD',
      'backup: its key is derived in an unknown way; make the backup again with this version',
    )

  const vault = createVault(await keyOfPassword(password, derivation, subtle), random, subtle)
  let opened: Uint8Array
  try {
    opened = await vault.unseal({ iv: hexToBytes(file.iv), data: hexToBytes(file.data) }, 'backup')
  } catch (error) {
    if (error instanceof WalletError)
      return fail('PASSWORD_WRONG', 'password: it does not open this backup; try again')
    throw error
  }
  const content = parsed(opened)
  return isContent(content)
    ? ok(content)
    : fail(
        'BACKUP_BAD',
        'backup: its content has the format of another version; make the backup again with this version',
      )
}

function readFile(bytes: Uint8Array): BackupFile | undefined {
  if (bytes.length > MAX_BACKUP_BYTES) return undefined
  const file = parsed(bytes) as Partial<BackupFile> | undefined
  if (file?.tabchain !== 'wallet' || file.version !== 1 || typeof file.cost !== 'number') return undefined
  const isHex = (text: unknown) => typeof text === 'string' && /^(?:[0-9a-f]{2})+$/.test(text)
  return [file.salt, file.iv, file.data].every(isHex) ? (file as BackupFile) : undefined
}

function parsed(bytes: Uint8Array): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

function isContent(value: unknown): value is BackupContent {
  const { phrase, addresses } = (value ?? {}) as Partial<BackupContent>
  if (typeof phrase !== 'string' || !Array.isArray(addresses) || addresses.length > MAX_ADDRESSES)
    return false
  return addresses.every(address => {
    const { name, index, pem } = (address ?? {}) as { name?: unknown; index?: unknown; pem?: unknown }
    const isDerived = Number.isInteger(index) && (index as number) >= 0 && (index as number) < 2 ** 31
    return typeof name === 'string' && (isDerived || typeof pem === 'string')
  })
}
