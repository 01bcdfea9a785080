import { type Failure, fail, type Result } from '#lib/result.ts'
import type { OwnAddress, Wallet } from '#wallet/wallet.ts'

/** The own address that signs and pays, by its name or as text; what is wrong with it is said of the field `from`. */
export function findSender(wallet: Pick<Wallet, 'find'>, from: string): Result<OwnAddress, Failure> {
  const own = wallet.find(from)
  return own.ok ? own : fail(own.error.code, `from: ${own.error.message}`)
}
