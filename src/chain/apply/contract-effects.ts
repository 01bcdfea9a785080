import { hexToBytes } from '#lib/bytes.ts'
import { ok, type Result } from '#lib/result.ts'
import { encode } from '../codec.ts'
import { hashOf } from '../hash.ts'
import type { Hash } from '../ids.ts'
import { failure, type TransactionFailure } from '../rules.ts'
import { contractAddress, writeContract } from '../state/contract.ts'
import { type StateChange, StateDraft } from '../state/state-draft.ts'
import type { DeployPayload, InvokePayload, Transaction } from '../transaction/transaction.ts'
import { createCallBudget } from './call-budget.ts'
import { type CallOutcome, callContract } from './call-contract.ts'
import { changeBytes } from './change-bytes.ts'
import type { Effected, Effects, PayloadEffect } from './consensus-rules.ts'
import type { CodeFailure, ContractRuntime } from './contract-runtime.ts'
import { WRITTEN_BYTE_GAS } from './gas-prices.ts'
import { intrinsicGas } from './intrinsic-gas.ts'

/** The effects of contracts, for a node that can run them. */
export const contractEffects = (runtime: ContractRuntime): Effects<'deploy' | 'invoke'> => ({
  deploy: deployEffect(runtime),
  invoke: invokeEffect(runtime),
})

/** The hash of a call's changes of the state: the keys with their new values, in ascending order. */
export const changesHash = (changes: readonly StateChange[]): Hash =>
  hashOf<Hash>(encode(changes.map(([key, value]) => [hexToBytes(key), value ?? null])))

/**
 * Compiles the source once to determine its methods, stores both for a price per byte, and calls `init`, if
 * there is one.
 */
const deployEffect = (runtime: ContractRuntime): PayloadEffect<DeployPayload> => ({
  spends: payload => payload.amount,

  apply(draft, tx, { source, args, amount, gasLimit }, block) {
    const inspected = runtime.inspect(source, gasLeft(tx, gasLimit))
    if (!inspected.outcome.ok) return failed(inspected.outcome.error, inspected.gas)

    const contract = contractAddress(tx.sender, tx.nonce)
    const abi = inspected.outcome.value
    const entries = new StateDraft(draft)
    writeContract(entries, contract, { creator: tx.sender, height: block.height, abi }, source)
    const stored = changeBytes(draft, entries.changes()).written
    const before = inspected.gas + BigInt(stored) * WRITTEN_BYTE_GAS
    if (before > gasLeft(tx, gasLimit)) return outOfGas(gasLeft(tx, gasLimit))
    draft.accept(entries)
    const called = callContract(runtime, draft, block, {
      contract,
      method: 'init',
      args,
      caller: tx.sender,
      value: amount,
      isDeployment: true,
      gasLimit: gasLeft(tx, gasLimit) - before,
      active: [],
      viewOnly: false,
      budget: createCallBudget(),
    })
    return effected(called, before)
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
      viewOnly: false,
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
  const codeMessage = 'line' in error ? message : ''
  return { ok: false, error: { code, message, gas, codeMessage, line } } as const
}

const outOfGas = (gas: bigint) =>
  failed(
    {
      code: 'OUT_OF_GAS',
      message: 'out of gas: storing source and methods has a price per byte; raise the gas limit',
      line: 0,
    },
    gas,
  )

function unexpected(changed: Hash, expected: Hash, gas: bigint) {
  const message = `the call's changes have the hash ${changed}, but the sender expected ${expected}`
  const { error } = failure('CHANGES_UNEXPECTED', message)
  return { ok: false, error: { ...error, gas } } as const
}
