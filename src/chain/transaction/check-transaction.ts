import { checkAll, ok, type Result } from '../../lib/result.ts'
import { kindElsewhere } from '../apply/apply-transaction.ts'
import type { ConsensusRules, NetworkRules } from '../apply/consensus-rules.ts'
import { effectOf } from '../apply/effects.ts'
import type { NetworkId } from '../ids.ts'
import { type Violation, violation } from '../rules.ts'
import type { SignatureVerifier } from '../signature.ts'
import type { Transaction } from './transaction.ts'
import { signingBytes } from './transaction-codec.ts'

/**
 * What a decoded transaction must show before its effect is looked at: it is for this network and of a kind that
 * the network has, and its sender signed it. It reads no
 * state (apply/).
 */
export async function checkTransaction(
  tx: Transaction,
  { networkId, engine }: Pick<NetworkRules, 'networkId' | 'engine'>,
  verify: SignatureVerifier,
): Promise<Result<void, Violation>> {
  const cheap = checkAll(
    () => checkNetwork(tx, networkId),
    () => checkKind(tx, engine),
  )
  return cheap.ok ? checkSignature(tx, verify) : cheap
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

async function checkSignature(tx: Transaction, verify: SignatureVerifier): Promise<Result<void, Violation>> {
  if (await verify(tx.sender, signingBytes(tx), tx.signature)) return ok(undefined)
  return violation('TX_SIGNATURE', `the signature of transaction ${tx.id} is not the sender's`)
}
