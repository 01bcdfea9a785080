import { checkAll, ok, type Result } from '#lib/result.ts'
import type { NetworkRules } from '../apply/consensus-rules.ts'
import type { ChainLimits } from '../genesis/genesis.ts'
import { type Violation, violation } from '../rules.ts'
import type { BatchVerifier } from '../signature.ts'
import { checkTransactions } from '../transaction/check-transaction.ts'
import type { Transaction } from '../transaction/transaction.ts'
import { filesRoot, transactionsRoot } from './block-roots.ts'
import { encodeBody, tooLarge, tooMany } from './body-codec.ts'
import type { Header } from './header.ts'

/**
 * Do these decoded transactions form the body that the header commits to, within the network's limits, and is
 * each of them for this network and signed? The header's own network must have been checked. It reads no
 * state; `apply/` determines what the transactions do.
 */
export async function checkBody(
  header: Header,
  transactions: readonly Transaction[],
  rules: NetworkRules,
  verify: BatchVerifier,
): Promise<Result<void, Violation>> {
  const { limits } = rules.genesis
  const cheap = checkAll(
    () => checkCount(transactions, limits),
    () => checkSize(transactions, limits),
    () => checkDuplicates(transactions),
    () => checkTransactionsRoot(header, transactions),
    () => checkFilesRoot(header, transactions),
  )
  if (!cheap.ok) return cheap
  return checkTransactions(transactions, rules, verify)
}

function checkCount(transactions: readonly Transaction[], limits: ChainLimits): Result<void, Violation> {
  return transactions.length > limits.blockTransactions ? tooMany(transactions.length, limits) : ok(undefined)
}

function checkSize(transactions: readonly Transaction[], limits: ChainLimits): Result<void, Violation> {
  const sizeBytes = encodeBody(transactions).length
  return sizeBytes > limits.blockBytes ? tooLarge(sizeBytes, limits) : ok(undefined)
}

function checkDuplicates(transactions: readonly Transaction[]): Result<void, Violation> {
  const seen = new Set<string>()
  for (const { id } of transactions) {
    if (seen.has(id)) return violation('BLOCK_DUPLICATE_TX', `transaction ${id} is in the block twice`)
    seen.add(id)
  }
  return ok(undefined)
}

function checkTransactionsRoot(
  header: Header,
  transactions: readonly Transaction[],
): Result<void, Violation> {
  const root = transactionsRoot(transactions.map(tx => tx.id))
  if (root === header.txRoot) return ok(undefined)
  return violation(
    'BLOCK_TX_ROOT',
    `the header commits to transactions ${header.txRoot}, but the body has ${root}`,
  )
}

function checkFilesRoot(header: Header, transactions: readonly Transaction[]): Result<void, Violation> {
  const root = filesRoot(transactions)
  if (root === header.fileRoot) return ok(undefined)
  return violation(
    'BLOCK_FILE_ROOT',
    `the header commits to files ${header.fileRoot}, but the body has ${root}`,
  )
}
