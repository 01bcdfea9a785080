import { known } from '#lib/assert.ts'
import { bytesEqual } from '#lib/bytes.ts'
import { err, type Result } from '#lib/result.ts'
import { type Address, formatContractAddress } from '../address.ts'
import type { Amount } from '../amount.ts'
import type { BlockEvent } from '../block/block.ts'
import { MAX_CALL_DEPTH } from '../limits.ts'
import { failure, type TransactionFailure } from '../rules.ts'
import { contractBytes, readContract, readSource } from '../state/contract.ts'
import { StateDraft } from '../state/state-draft.ts'
import type { CallBudget } from './call-budget.ts'
import type { BlockContext } from './consensus-rules.ts'
import { createContractHost } from './contract-host.ts'
import type { CodeFailure, ContractHost, ContractRuntime } from './contract-runtime.ts'
import { credit } from './credit.ts'
import { lookGas } from './gas-prices.ts'

/** A call of a method, whose coins were already taken from the caller. */
export interface CallRequest {
  readonly contract: Address
  readonly method: string
  readonly args: Uint8Array
  readonly caller: Address
  readonly value: Amount
  readonly isDeployment: boolean
  readonly gasLimit: bigint
  /** The contracts whose calls wait for this one; none of them is entered again. */
  readonly active: readonly Address[]
  /**
   * Whether only a view method may be called: either a view method calls it, or the call must not change
   * anything.
   */
  readonly viewOnly: boolean
  /** The transaction's. */
  readonly budget: CallBudget
}

export interface CallOutcome {
  readonly gas: bigint
  readonly events: readonly BlockEvent[]
  /** The returned value; a failure has changed nothing. */
  readonly outcome: Result<Uint8Array, CodeFailure | TransactionFailure>
}

/**
 * Calls a contract on a draft, which then has all of its changes or none. Looking the contract up is paid for
 * by its length, whatever the outcome.
 */
export function callContract(
  runtime: ContractRuntime,
  below: StateDraft,
  block: BlockContext,
  request: CallRequest,
): CallOutcome {
  const { contract, gasLimit } = request
  const bytes = contractBytes(below, contract)
  if (bytes.source === 0) {
    const message = `there is no contract at ${formatContractAddress(contract)}`
    return refused(failure('CONTRACT_UNKNOWN', message))
  }
  const looked = lookGas(bytes)
  if (looked > gasLimit) return { ...refused(failure('OUT_OF_GAS', OUT_OF_GAS)), gas: gasLimit }
  const called = callKnown(runtime, below, block, { ...request, gasLimit: gasLimit - looked })
  return { ...called, gas: looked + called.gas }
}

const OUT_OF_GAS = 'out of gas: looking up a contract has a price per byte; raise the gas limit'

function callKnown(
  runtime: ContractRuntime,
  below: StateDraft,
  block: BlockContext,
  request: CallRequest,
): CallOutcome {
  const { contract, method, args, caller, value, isDeployment, gasLimit, active, viewOnly, budget } = request
  if (active.some(other => bytesEqual(other, contract))) {
    return refused(failure('CODE_THREW', 'a contract cannot be entered again before its call has ended'))
  }
  if (active.length >= MAX_CALL_DEPTH) {
    return refused(failure('CODE_THREW', `calls of contracts can be nested at most ${MAX_CALL_DEPTH} deep`))
  }

  const isView = isViewMethod(below, contract, method)
  if (viewOnly && !isView) {
    return refused(
      failure('CODE_THREW', `${method} is not a view method, and a view method can call only view methods`),
    )
  }

  const draft = new StateDraft(below)
  const paid = credit(draft, contract, value)
  if (!paid.ok) return refused(paid)

  const events: BlockEvent[] = []
  const callOther: ContractHost['call'] = (other, method, args, value, gasLimit) => {
    const called = callContract(runtime, draft, block, {
      ...{ contract: other, method, args, value, gasLimit, budget },
      caller: contract,
      isDeployment: false,
      active: [...active, contract],
      viewOnly: isView,
    })
    events.push(...called.events)
    return { gas: called.gas, outcome: called.outcome.ok ? called.outcome : thrown(called.outcome.error) }
  }

  const { height, timestamp: time, producer } = block
  const source = known(readSource(below, contract), 'source')
  // the runtime reports that a contract without `init` takes neither arguments nor coins when it is deployed
  const { gas, outcome } = runtime.call(
    {
      ...{ source, method, args, isDeployment, caller, contract, value, height, time, producer, gasLimit },
      callerIsContract: active.length > 0,
    },
    createContractHost({ contract, isView, draft, budget, events, call: callOther }),
  )
  if (!outcome.ok) return { gas, events: [], outcome }
  below.accept(draft)
  return { gas, events, outcome }
}

const isViewMethod = (state: StateDraft, contract: Address, method: string): boolean =>
  readContract(state, contract)?.abi.some(({ name, view }) => view && name === method) ?? false

/** In the caller it becomes an error that can be caught, without its line, which is of another source. */
const thrown = ({ message }: CodeFailure | TransactionFailure) =>
  err<CodeFailure>({ code: 'CODE_THREW', message, line: 0 })

const refused = (outcome: { readonly ok: false; readonly error: TransactionFailure }): CallOutcome => ({
  gas: 0n,
  events: [],
  outcome,
})
