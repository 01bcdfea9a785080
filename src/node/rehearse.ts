import type { ContractRehearsalResult, ContractStepResult } from '../api/contract-results.ts'
import { type Address, formatContractAddress } from '../chain/address.ts'
import { type Amount, toAmount, ZERO } from '../chain/amount.ts'
import { readAccount, writeAccount } from '../chain/state/account.ts'
import { contractAddress } from '../chain/state/contract.ts'
import { StateDraft } from '../chain/state/state-draft.ts'
import type { DeployPayload, InvokePayload } from '../chain/transaction/transaction.ts'
import { bytesToHex } from '../lib/bytes.ts'
import type { Failure, Result } from '../lib/result.ts'
import { contractAt } from '../storage/contract-rows.ts'
import { changedRows } from '../storage/state-rows.ts'
import type { Chain } from './chain.ts'
import { abiResult, keptBy, storedValue } from './contract-state.ts'
import { LIST_LIMIT } from './limits.ts'
import { nextHeight, type Simulation, simulateOn } from './simulate.ts'

interface Step<P> {
  readonly sender: Address
  readonly payload: P
}

/** What is to be tried: a deployment or a contract that is there, and calls of it. */
export interface Rehearsal {
  readonly on: Step<DeployPayload> | Address
  readonly calls: readonly Step<Omit<InvokePayload, 'contract'>>[]
}

/**
 * Plays it on a copy of the tip's state, each step as if it were in a block of its own. Nothing costs a fee, and who has not what a step sends
 * is lent it, because the play is about the contract and not about somebody's purse.
 */
export async function rehearse(chain: Chain, { on, calls }: Rehearsal): Promise<ContractRehearsalResult> {
  const draft = new StateDraft(chain.state)
  let height = nextHeight(chain)
  const play = ({ sender, payload }: Step<DeployPayload | InvokePayload>): ContractStepResult => {
    lend(draft, sender, payload.amount)
    const step = { sender, payload, fee: ZERO, height: height++ }
    return outcome(simulateOn(draft, chain, step))
  }

  const isNew = 'payload' in on
  const address = isNew ? contractAddress(on.sender, readAccount(draft, on.sender).nonce) : on
  const deployment = isNew ? play(on) : undefined
  const steps =
    deployment?.ok === false
      ? []
      : calls.map(({ sender, payload }) => play({ sender, payload: { ...payload, contract: address } }))

  const rows = changedRows(chain.store.state, draft.changes())
  const contract = await contractAt(rows, address, LIST_LIMIT)
  return {
    ...(deployment === undefined ? {} : { deployment }),
    address: formatContractAddress(address),
    abi: abiResult(contract?.abi ?? []),
    steps,
    ...keptBy(contract ?? { fields: [], maps: [] }),
    balance: readAccount(draft, address).balance,
  }
}

function lend(draft: StateDraft, to: Address, amount: Amount): void {
  const account = readAccount(draft, to)
  const balance = toAmount(account.balance > amount ? account.balance : amount)
  if (balance.ok) writeAccount(draft, to, { ...account, balance: balance.value })
}

/** A step that the rules do not even let into a block says why, like one that failed in it. */
function outcome(simulated: Result<Simulation, Failure>): ContractStepResult {
  if (simulated.ok) return stepResult(simulated.value)
  const { code, message } = simulated.error
  return { ok: false, value: null, gas: 0n, events: [], changes: [], error: { code, message, line: 0 } }
}

/** What a step came to, as results have it. */
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
