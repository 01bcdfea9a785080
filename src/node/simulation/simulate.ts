import { SUGGESTED_FEE } from '#api/suggested-fee.ts'
import type { Address } from '#chain/address.ts'
import type { Amount } from '#chain/amount.ts'
import { applyTransaction } from '#chain/apply/apply-transaction.ts'
import type { ConsensusRules, PayloadEffect } from '#chain/apply/consensus-rules.ts'
import { changesHash } from '#chain/apply/contract-effects.ts'
import { intrinsicGas } from '#chain/apply/intrinsic-gas.ts'
import type { Receipt } from '#chain/block/block.ts'
import type { Hash } from '#chain/ids.ts'
import type { TransactionFailure } from '#chain/rules.ts'
import { readAccount } from '#chain/state/account.ts'
import { type StateChange, StateDraft, type StateReader } from '#chain/state/state-draft.ts'
import type { DeployPayload, InvokePayload, Transaction } from '#chain/transaction/transaction.ts'
import { assembleTransaction, TRANSACTION_VERSION } from '#chain/transaction/transaction-codec.ts'
import { known } from '#lib/assert.ts'
import { judged } from '#lib/judged.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import type { Chain } from '#node/chain/chain.ts'
import { nextBlock, nextHeight } from '#node/chain/next-block.ts'

type ContractPayload = DeployPayload | InvokePayload

/** The outcome of a transaction that was not sent. */
export interface Simulation {
  readonly receipt: Receipt
  readonly failure: TransactionFailure | undefined
  /** The changes of the code, without fee, nonce and the sent coins. */
  readonly changes: readonly StateChange[]
  /** The hash of the changes, which a call can expect. */
  readonly expected: Hash
  /** The intrinsic gas. */
  readonly intrinsic: bigint
}

/**
 * Applies the payload as the sender's next transaction on the tip, and drops the resulting state. The node
 * must run contracts.
 */
export function simulate(
  chain: Chain,
  sender: Address,
  payload: ContractPayload,
  fee: Amount = SUGGESTED_FEE,
): Result<Simulation, Failure> {
  return simulateOn(new StateDraft(chain.state), chain, {
    sender,
    payload,
    fee,
    height: nextHeight(chain),
  })
}

/** The same on a draft of any state, which keeps the changes. */
export function simulateOn(
  draft: StateDraft,
  chain: Chain,
  {
    sender,
    payload,
    fee,
    height,
  }: { sender: Address; payload: ContractPayload; fee: Amount; height: number },
): Result<Simulation, Failure> {
  const tx = unsignedLike(draft, chain, sender, payload, fee)
  const intrinsic = intrinsicGas(tx)
  if (payload.gasLimit < intrinsic) {
    return fail('TX_GAS', `gasLimit: it takes ${intrinsic} before any code runs; raise it, or leave it out`)
  }

  let changes: readonly StateChange[] = []
  const engine = watched(chain.engine, payload.kind, seen => {
    changes = seen
  })
  const block = { ...nextBlock(chain, sender), height }
  const applied = judged({ what: 'message', id: '', step: 'simulation' }, () =>
    applyTransaction(draft, tx, block, engine),
  )
  if (!applied.ok) return fail(applied.error.code, applied.error.message)
  return ok({ ...applied.value, changes, expected: changesHash(changes), intrinsic })
}

/** The sender's next transaction, with the length of a signed one, on which gas depends. */
export function unsignedLike(
  state: StateReader,
  { networkId, clock }: Chain,
  sender: Address,
  payload: ContractPayload,
  fee: Amount,
): Transaction {
  const { nonce } = readAccount(state, sender)
  const version = TRANSACTION_VERSION
  const timestamp = clock.now()
  return assembleTransaction(
    { version, networkId, sender, nonce, timestamp, fee, payload },
    new Uint8Array(SIGNATURE_BYTES),
  )
}

const SIGNATURE_BYTES = 64

/**
 * The same rules, which also report the code's own changes, the draft that `expected` hashes
 * (chain/apply/contract-effects.ts).
 */
function watched(
  rules: ConsensusRules,
  kind: ContractPayload['kind'],
  onChanges: (changes: readonly StateChange[]) => void,
): ConsensusRules {
  const effect = known(rules.effects[kind], `effect of ${kind}`) as PayloadEffect<ContractPayload>
  const apply: typeof effect.apply = (below, tx, payload, block) => {
    const draft = new StateDraft(below)
    const happened = effect.apply(draft, tx, payload, block)
    if (!happened.ok) return happened
    onChanges(draft.changes())
    below.accept(draft)
    return happened
  }
  return { ...rules, effects: { ...rules.effects, [kind]: { ...effect, apply } } }
}
