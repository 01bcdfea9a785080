import type { CallHandlers } from '#api/handlers.ts'
import { parseAddress } from '#chain/address.ts'
import { readAccount } from '#chain/state/account.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { MAX_BACKUP_BYTES } from '#wallet/limits.ts'
import type { OwnAddress } from '#wallet/wallet.ts'
import type { HandlerContext } from './context.ts'

/** Handlers for all keys together: password, backup and recovery. */
export function walletHandlers({ node }: HandlerContext) {
  const { wallet } = node
  const protectedNow = (done: Result<void, Failure>) => {
    if (!done.ok) return done
    node.producer.nudge()
    return ok(wallet.protection())
  }

  /** Whether the chain knows the address. */
  const isUsed = (text: string): boolean => {
    const address = parseAddress(text)
    if (!address.ok) return false
    const { balance, nonce } = readAccount(node.chain.state, address.value)
    return balance > 0n || nonce > 0
  }

  const restored = async (addresses: Result<readonly OwnAddress[], Failure>) => {
    if (!addresses.ok) return addresses
    await node.rows.walletChanged()
    node.producer.nudge()
    return ok(addresses.value.map(({ name, address }) => ({ name, address })))
  }

  return {
    walletEncrypt: async ({ password }) => protectedNow(await wallet.encrypt(password)),
    walletLock: async () => protectedNow(await wallet.lock()),
    walletUnlock: async ({ password }) => protectedNow(await wallet.unlock(password)),

    walletBackup: async ({ password }) => {
      const file = await wallet.backup(password)
      if (!file.ok) return file
      const blob = new Blob([file.value as Uint8Array<ArrayBuffer>], { type: 'application/json' })
      return ok({ file: blob, name: 'tabchain-wallet.json' })
    },

    walletRestore: async ({ phrase, backup, password }) => {
      if ((phrase === undefined) === (backup === undefined)) {
        return fail('REQUEST_BAD', 'phrase: give the phrase of a wallet, or a backup and its password')
      }
      if (backup === undefined) return restored(await wallet.restorePhrase(phrase ?? '', isUsed))
      if (backup.size > MAX_BACKUP_BYTES) {
        return fail('BACKUP_BAD', 'backup: it is not a file that `wallet backup` made; choose another file')
      }
      if (password === undefined) return fail('ARGUMENT_MISSING', 'password: give the password of the backup')
      return restored(await wallet.restoreBackup(new Uint8Array(await backup.arrayBuffer()), password))
    },
  } satisfies Partial<CallHandlers>
}
