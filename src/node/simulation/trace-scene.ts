import type { Address } from '#chain/address.ts'
import type { Amount } from '#chain/amount.ts'
import { applyTransaction } from '#chain/apply/apply-transaction.ts'
import type { BlockContext, FinalBlock } from '#chain/apply/consensus-rules.ts'
import { intrinsicGas } from '#chain/apply/intrinsic-gas.ts'
import { decodeHeader } from '#chain/block/header-codec.ts'
import type { TxId } from '#chain/ids.ts'
import { contractAddress } from '#chain/state/contract.ts'
import type { State } from '#chain/state/state.ts'
import { StateDraft } from '#chain/state/state-draft.ts'
import type { DeployPayload, InvokePayload, Transaction } from '#chain/transaction/transaction.ts'
import { assert } from '#lib/assert.ts'
import type { UnixMs } from '#lib/clock.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import type { Chain } from '#node/chain/chain.ts'
import { storedBody } from '#node/chain/import/stored-block.ts'
import { nextBlock } from '#node/chain/next-block.ts'
import { stateBefore } from '#node/chain/state-before.ts'
import type { BlockRow } from '#storage/rows.ts'
import { unsignedLike } from './simulate.ts'

type ContractPayload = DeployPayload | InvokePayload
type ContractTransaction = Transaction & { readonly payload: ContractPayload }

/** A transaction that runs a contract, and its initial state. */
export interface Scene {
  readonly tx: ContractTransaction
  readonly block: BlockContext
  /** The state just before it. */
  readonly state: State
  /** Whether this is the transaction's own state in its block, or the tip's. */
  readonly onState: 'before' | 'tip'
}

/** The contract of a transaction. */
export const contractOf = ({ sender, nonce, payload }: ContractTransaction): Address =>
  payload.kind === 'deploy' ? contractAddress(sender, nonce) : payload.contract

/**
 * A transaction on the chain, on its original state: after its block's parent and the transactions before it
 * in the block. If that state is no longer available, its payload as the sender's next transaction on the
 * tip.
 */
export async function recordedScene(chain: Chain, id: TxId): Promise<Result<Scene, Failure>> {
  const row = await chain.store.tx(id)
  if (!row) {
    return fail('TX_UNKNOWN', `txId: no transaction ${id} is on the chain here; wait until it is in a block`)
  }
  const stored = await chain.store.block(row.blockId)
  const body = await chain.store.body(row.blockId)
  const transactions = body ? storedBody(chain, body.body) : []
  const tx = transactions[row.index]
  if (!stored || !tx)
    return fail(
      'BODY_MISSING',
      'txId: the block of this transaction is not stored here; wait until it is fetched',
    )
  if (!isOfContract(tx)) {
    return fail(
      'TX_NO_CODE',
      `txId: a transaction of kind ${tx.payload.kind} runs no contract; give the id of a call or a deployment`,
    )
  }

  const header = decodeHeader(stored.header)
  assert(header.ok, 'a stored header decodes')
  const { height, timestamp, producer } = header.value
  const claims = chain.engine.claims(header.value)
  const final = claims && (await chain.store.blockAt(claims.final))
  const block = { height, timestamp, producer, final: final && finalOf(final) }
  const parent = await stateBefore(chain, stored)
  if (!parent) return simulatedScene(chain, tx.sender, tx.payload, tx.fee)
  return ok({
    tx,
    block,
    state: afterFirst(chain, parent, block, transactions.slice(0, row.index)),
    onState: 'before',
  })
}

/** A payload as the sender's next transaction on the tip. */
export function simulatedScene(
  chain: Chain,
  sender: Address,
  payload: ContractPayload,
  fee: Amount,
): Result<Scene, Failure> {
  const tx = unsignedLike(chain.state, chain, sender, payload, fee)
  const intrinsic = intrinsicGas(tx)
  if (payload.gasLimit < intrinsic) {
    return fail('TX_GAS', `gasLimit: it takes ${intrinsic} before any code runs; raise it, or leave it out`)
  }
  const { state } = chain
  return ok({ tx: { ...tx, payload }, block: nextBlock(chain, sender), state, onState: 'tip' })
}

const finalOf = ({ height, timestamp }: BlockRow): FinalBlock => ({ height, timestamp: timestamp as UnixMs })

const isOfContract = (tx: Transaction): tx is ContractTransaction =>
  tx.payload.kind === 'deploy' || tx.payload.kind === 'invoke'

/** The state within a block of the chain after its first transactions, which are valid. */
function afterFirst(
  { engine }: Chain,
  state: State,
  block: BlockContext,
  transactions: readonly Transaction[],
): State {
  const draft = new StateDraft(state)
  engine.begin(draft, block)
  for (const tx of transactions) {
    const applied = applyTransaction(draft, tx, block, engine)
    assert(applied.ok, 'a transaction of a block on the chain applies')
  }
  return state.with(draft.changes())
}
