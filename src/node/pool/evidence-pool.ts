import { formatAddress } from '#chain/address.ts'
import { readAccount } from '#chain/state/account.ts'
import { summaryOf } from '#chain/transaction/kinds.ts'
import type { EvidencePayload, Transaction } from '#chain/transaction/transaction.ts'
import type { UnixMs } from '#lib/clock.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import type { Chain } from '#node/chain/chain.ts'
import { byFeeRate } from './fee-rate.ts'
import { EVIDENCE_LOOKED_AT } from './limits.ts'
import type { Mempool } from './mempool.ts'

/** A transaction with evidence. */
interface EvidenceTransaction extends Transaction {
  readonly payload: EvidencePayload
}

/** Simulates evidence in the next block, with the present time unless given. */
export function simulateEvidence(
  { engine, tip, state, clock }: Chain,
  evidence: EvidencePayload,
  timestamp: UnixMs = clock.now(),
) {
  return engine.checkEvidence(evidence, state, { height: tip.header.height + 1, timestamp })
}

/**
 * Checks that evidence may enter the pool: two headers that prove nothing never will, and take room from real
 * evidence. A policy, not a rule: a block may contain them. Evidence of an offence that was slashed meanwhile
 * stays, because its sender's payments may follow it.
 */
export function checkProves(chain: Chain, { payload }: Transaction): Result<void, Failure<'POOL_EVIDENCE'>> {
  if (payload.kind !== 'evidence') return ok(undefined)
  const simulated = simulateEvidence(chain, payload)
  if (simulated.ok || simulated.error.code !== 'EVIDENCE_INVALID') return ok(undefined)
  return fail('POOL_EVIDENCE', simulated.error.message)
}

/** All waiting evidence against this offender, the best paying first. */
export function evidenceAgainst(mempool: Mempool, offender: string): EvidenceTransaction[] {
  return mempool
    .entries()
    .map(({ tx }) => tx)
    .filter(isEvidence)
    .filter(tx => offenderOf(tx.payload) === offender)
    .sort((a, b) => byFeeRate(b, a))
}

/** Whether one of these slashes in the next block: its nonce is the next one, and it is valid on the tip. */
export function willSlash(chain: Chain, waiting: readonly EvidenceTransaction[]): boolean {
  return waiting
    .filter(({ sender, nonce }) => readAccount(chain.state, sender).nonce === nonce)
    .slice(0, EVIDENCE_LOOKED_AT)
    .some(({ payload }) => simulateEvidence(chain, payload).ok)
}

function offenderOf(evidence: EvidencePayload): string | undefined {
  const { to } = summaryOf(evidence)
  return to && formatAddress(to)
}

const isEvidence = (tx: Transaction): tx is EvidenceTransaction => tx.payload.kind === 'evidence'
