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

/** What a transaction that was not sent would have come to. */
export interface Simulation {
  readonly receipt: Receipt
  readonly failure: TransactionFailure | undefined
  /** What the code changed, beside fee, nonce and the coins that were sent. */
  readonly changes: readonly StateChange[]
  /** What a call would have to expect. */
  readonly expected: Hash
  /** What it takes by what it is. */
  readonly intrinsic: bigint
}

/**
 * On a network whose node runs contracts: applies the payload as the sender's next transaction on the tip,
 * and drops what came of it.
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

/** The same on a draft of any state, which keeps what came of it. */
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
    return fail('TX_GAS', `gasLimit: it takes ${intrinsic} before any code runs; give more, or leave it out`)
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

/** The sender's next transaction, as long as if it were signed, which is what gas depends on. */
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
 * The same rules, which tell what the code itself changed: the draft that `expected` is about
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
