import { assert } from '#lib/assert.ts'
import { checkAll, ok, type Result } from '#lib/result.ts'
import { kindElsewhere } from '../apply/apply-transaction.ts'
import type { ConsensusRules, NetworkRules } from '../apply/consensus-rules.ts'
import { effectOf } from '../apply/effects.ts'
import { intrinsicGas } from '../apply/intrinsic-gas.ts'
import type { ChainLimits } from '../genesis/genesis.ts'
import type { NetworkId } from '../ids.ts'
import { type Violation, violation } from '../rules.ts'
import { type BatchVerifier, batchOf, type SignatureVerifier } from '../signature.ts'
import type { Transaction } from './transaction.ts'
import { signedBytes } from './transaction-codec.ts'

/**
 * Checks a decoded transaction before its effect: it is for this network and of a kind that the network has,
 * its gas fits in a block, and its sender signed it. It reads no state (apply/).
 */
export function checkTransaction(
  tx: Transaction,
  rules: NetworkRules,
  verify: SignatureVerifier,
): Promise<Result<void, Violation>> {
  return checkTransactions([tx], rules, batchOf(verify))
}

/**
 * {@link checkTransaction} for many: network, kind and gas of each, and only then the signatures, as one
 * batch. It reports the first violation.
 */
export async function checkTransactions(
  transactions: readonly Transaction[],
  { genesis, networkId, engine }: NetworkRules,
  verify: BatchVerifier,
): Promise<Result<void, Violation>> {
  for (const tx of transactions) {
    const cheap = checkAll(
      () => checkNetwork(tx, networkId),
      () => checkKind(tx, engine),
      () => checkGas(tx, genesis.limits),
    )
    if (!cheap.ok) return cheap
  }
  return checkSignatures(transactions, verify)
}

function checkNetwork(tx: Transaction, networkId: NetworkId): Result<void, Violation> {
  if (tx.networkId === networkId) return ok(undefined)
  return violation(
    'TX_OTHER_NETWORK',
    `transaction ${tx.id} is for network ${tx.networkId}, not ${networkId}`,
  )
}

function checkKind(tx: Transaction, engine: ConsensusRules): Result<void, Violation> {
  return effectOf(tx.payload, engine) === undefined ? kindElsewhere(tx) : ok(undefined)
}

/** The gas limit of code must cover the transaction's own gas and fit in a block. */
function checkGas(tx: Transaction, { blockGas }: ChainLimits): Result<void, Violation> {
  if (!('gasLimit' in tx.payload)) return ok(undefined)
  const { gasLimit } = tx.payload
  const least = intrinsicGas(tx)
  if (gasLimit >= least && gasLimit <= blockGas) return ok(undefined)
  return violation(
    'TX_GAS',
    `gas limit ${gasLimit} is not between ${least}, the transaction's own gas, and ${blockGas}, the gas of a block`,
  )
}

async function checkSignatures(
  transactions: readonly Transaction[],
  verify: BatchVerifier,
): Promise<Result<void, Violation>> {
  const verdicts = await verify(
    transactions.map(tx => ({ publicKey: tx.sender, message: signedBytes(tx), signature: tx.signature })),
  )
  assert(verdicts.length === transactions.length, 'a verdict on each signature')

  const bad = transactions.find((_, i) => verdicts[i] !== true)
  if (bad === undefined) return ok(undefined)
  return violation('TX_SIGNATURE', `the signature of transaction ${bad.id} is not the sender's`)
}
