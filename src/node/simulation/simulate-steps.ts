import type { ContractRehearsalResult, ContractStepResult } from '#api/contract-results.ts'
import { type Address, formatContractAddress } from '#chain/address.ts'
import { type Amount, toAmount, ZERO } from '#chain/amount.ts'
import type { ContractAbi } from '#chain/apply/contract-runtime.ts'
import { readAccount, writeAccount } from '#chain/state/account.ts'
import { contractAddress } from '#chain/state/contract.ts'
import { StateDraft } from '#chain/state/state-draft.ts'
import type { DeployPayload, InvokePayload } from '#chain/transaction/transaction.ts'
import { bytesToHex } from '#lib/bytes.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import type { Chain } from '#node/chain/chain.ts'
import { nextBlock, nextHeight } from '#node/chain/next-block.ts'
import { LIST_LIMIT } from '#node/limits.ts'
import { abiResult, keptBy, storedValue } from '#node/screens/contract-state.ts'
import { contractAt } from '#storage/contract-rows.ts'
import { changedRows } from '#storage/state-rows.ts'
import { type Simulation, simulateOn, unsignedLike } from './simulate.ts'
import type { Scene } from './trace-scene.ts'

interface Step<P> {
  readonly sender: Address
  readonly payload: P
}

/** The steps of a simulation: a deployment or an existing contract, and calls of it. */
export interface SimulationSteps {
  readonly on: Step<DeployPayload> | Address
  readonly calls: readonly Step<Omit<InvokePayload, 'contract'>>[]
}

/**
 * Simulates steps on a copy of the tip's state, each as if it were in a block of its own. There are no fees,
 * and missing coins of a sender are added, because the simulation is about the contract and not about
 * balances.
 */
export async function simulateSteps(
  chain: Chain,
  { on, calls }: SimulationSteps,
): Promise<ContractRehearsalResult> {
  const { draft, address, simulateStep } = copyOfTip(chain, on)
  const isNew = 'payload' in on
  const deployment = isNew ? simulateStep(on) : undefined
  const steps = deployment?.ok === false ? [] : calls.map(call => simulateStep(callOf(call, address)))

  const rows = changedRows(chain.store.state, draft.changes())
  const contract = await contractAt(rows, address, LIST_LIMIT)
  return {
    ...(deployment === undefined ? {} : { deployment }),
    address: formatContractAddress(address),
    abi: abiResult(contract?.abi ?? (isNew ? abiOf(chain, on.payload) : [])),
    steps,
    ...keptBy(contract ?? { fields: [], maps: [] }),
    balance: readAccount(draft, address).balance,
  }
}

/** The last step, to be traced, on the state after the other steps. */
export function lastStepScene(chain: Chain, { on, calls }: SimulationSteps): Result<Scene, Failure> {
  const { draft, address, simulateStep, prepare } = copyOfTip(chain, on)
  const steps = [...('payload' in on ? [on] : []), ...calls.map(call => callOf(call, address))]
  const last = steps.pop()
  if (last === undefined) return fail('REQUEST_BAD', 'steps: give the call to trace')
  for (const step of steps) simulateStep(step)

  const { sender, payload, fee, height } = prepare(last)
  const tx = unsignedLike(draft, chain, sender, payload, fee)
  const block = { ...nextBlock(chain, sender), height }
  return ok({ tx: { ...tx, payload }, block, state: chain.state.with(draft.changes()), onState: 'tip' })
}

/** A copy of the tip's state for the steps, and their contract. */
function copyOfTip(chain: Chain, on: SimulationSteps['on']) {
  const draft = new StateDraft(chain.state)
  let height = nextHeight(chain)
  const prepare = ({ sender, payload }: Step<DeployPayload | InvokePayload>) => {
    lend(draft, sender, payload.amount)
    return { sender, payload, fee: ZERO, height: height++ }
  }
  return {
    draft,
    address: 'payload' in on ? contractAddress(on.sender, readAccount(draft, on.sender).nonce) : on,
    prepare,
    simulateStep: (step: Step<DeployPayload | InvokePayload>): ContractStepResult =>
      outcome(simulateOn(draft, chain, prepare(step))),
  }
}

const callOf = (
  { sender, payload }: SimulationSteps['calls'][number],
  contract: Address,
): Step<InvokePayload> => ({
  sender,
  payload: { ...payload, contract },
})

/** The methods of a contract whose `init` failed, so that a person sees its parameters. */
function abiOf({ contracts }: Chain, { source, gasLimit }: DeployPayload): ContractAbi {
  const outcome = contracts?.inspect(source, gasLimit).outcome
  return outcome?.ok ? outcome.value : []
}

function lend(draft: StateDraft, to: Address, amount: Amount): void {
  const account = readAccount(draft, to)
  const balance = toAmount(account.balance > amount ? account.balance : amount)
  if (balance.ok) writeAccount(draft, to, { ...account, balance: balance.value })
}

/** The result of a step; one that rules do not allow in a block is shown like one that failed in it. */
function outcome(simulated: Result<Simulation, Failure>): ContractStepResult {
  if (simulated.ok) return stepResult(simulated.value)
  const { code, message } = simulated.error
  return { ok: false, value: null, gas: 0n, events: [], changes: [], error: { code, message, line: 0 } }
}

/** Converts the outcome of a step for results. */
export function stepResult({ receipt, failure, changes }: Simulation): ContractStepResult {
  return {
    ok: failure === undefined,
    value: receipt.result === undefined ? null : storedValue(receipt.result),
    gas: receipt.gas,
    events: receipt.events.map(event => ({ ...event, data: [...event.data] })),
    changes: changes.map(([key, value]) => ({ key, value: value === undefined ? null : bytesToHex(value) })),
    ...(failure === undefined
      ? {}
      : { error: { code: failure.code, message: failure.message, line: failure.line ?? 0 } }),
  }
}
