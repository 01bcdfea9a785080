import { hexToBytes } from '../../lib/bytes.ts'
import { ok, type Result } from '../../lib/result.ts'
import { encode } from '../codec.ts'
import { hashOf } from '../hash.ts'
import type { Hash } from '../ids.ts'
import { failure, type TransactionFailure } from '../rules.ts'
import { contractAddress, writeContract } from '../state/contract.ts'
import { type StateChange, StateDraft } from '../state/state-draft.ts'
import type { DeployPayload, InvokePayload, Transaction } from '../transaction/transaction.ts'
import { createCallBudget } from './call-budget.ts'
import { type CallOutcome, callContract } from './call-contract.ts'
import type { Effected, Effects, PayloadEffect } from './consensus-rules.ts'
import type { CodeFailure, ContractRuntime } from './contract-runtime.ts'
import { intrinsicGas } from './intrinsic-gas.ts'

/** What contracts do, for a node that can run them. */
export const contractEffects = (runtime: ContractRuntime): Effects<'deploy' | 'invoke'> => ({
  deploy: deployEffect(runtime),
  invoke: invokeEffect(runtime),
})

/** The hash of what a call changed in the state: its keys with their new values, in ascending order. */
export const changesHash = (changes: readonly StateChange[]): Hash =>
  hashOf<Hash>(encode(changes.map(([key, value]) => [hexToBytes(key), value ?? null])))

/** The source is compiled once to learn what it offers; then `init` is called, if there is one. */
const deployEffect = (runtime: ContractRuntime): PayloadEffect<DeployPayload> => ({
  spends: payload => payload.amount,

  apply(draft, tx, { source, args, amount, gasLimit }, block) {
    const inspected = runtime.inspect(source, gasLeft(tx, gasLimit))
    if (!inspected.outcome.ok) return failed(inspected.outcome.error, inspected.gas)

    const contract = contractAddress(tx.sender, tx.nonce)
    const abi = inspected.outcome.value
    writeContract(draft, contract, { creator: tx.sender, height: block.height, abi }, source)
    const called = callContract(runtime, draft, block, {
      contract,
      method: 'init',
      args,
      caller: tx.sender,
      value: amount,
      isDeployment: true,
      gasLimit: gasLeft(tx, gasLimit) - inspected.gas,
      active: [],
      budget: createCallBudget(),
    })
    return effected(called, inspected.gas)
  },
})

const invokeEffect = (runtime: ContractRuntime): PayloadEffect<InvokePayload> => ({
  spends: payload => payload.amount,

  apply(below, tx, { contract, method, args, amount, gasLimit, expected }, block) {
    const draft = new StateDraft(below)
    const called = callContract(runtime, draft, block, {
      contract,
      method,
      args,
      caller: tx.sender,
      value: amount,
      isDeployment: false,
      gasLimit: gasLeft(tx, gasLimit),
      active: [],
      budget: createCallBudget(),
    })
    if (called.outcome.ok && expected !== undefined) {
      const changed = changesHash(draft.changes())
      if (changed !== expected) return unexpected(changed, expected, called.gas)
    }
    below.accept(draft)
    return effected(called, 0n)
  },
})

const gasLeft = (tx: Transaction, gasLimit: bigint): bigint => gasLimit - intrinsicGas(tx)

function effected(
  { outcome, gas, events }: CallOutcome,
  before: bigint,
): Result<Effected, TransactionFailure> {
  if (!outcome.ok) return failed(outcome.error, before + gas)
  return ok({ events, gas: before + gas, result: outcome.value })
}

function failed(error: CodeFailure | TransactionFailure, gas: bigint) {
  const { code, line = 0 } = error
  const message = line > 0 ? `${error.message} (line ${line})` : error.message
  const told = 'line' in error ? message : ''
  return { ok: false, error: { code, message, gas, told, line } } as const
}

function unexpected(changed: Hash, expected: Hash, gas: bigint) {
  const message = `the call's changes have the hash ${changed}, expected was ${expected}`
  const { error } = failure('CHANGES_UNEXPECTED', message)
  return { ok: false, error: { ...error, gas } } as const
}
