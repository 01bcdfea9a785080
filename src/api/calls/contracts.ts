import { ok } from '#lib/result.ts'
import { takes, takesOne } from '../call.ts'
import type {
  ContractEventResult,
  ContractMapResult,
  ContractRehearsalResult,
  ContractResult,
  ContractSimulateResult,
  ContractSummary,
  ContractValue,
  DraftResult,
  TemplateResult,
} from '../contract-results.ts'
import { MAX_INDEXED, REHEARSAL_STEPS } from '../limits.ts'
import { coins, contractAddress, gas, hash, ownAddress, person, txId } from '../readers/chain-values.ts'
import { type Field, field, type Input, list, optional, type Read, record } from '../readers/field.ts'
import { contractValues, count, text } from '../readers/values.ts'
import type { ContractTraceResult } from '../trace-result.ts'
import type { Sending, Sent } from './sending.ts'

/** Failures of running code. */
type Ran = 'CODE_THREW' | 'CODE_TRAPPED' | 'OUT_OF_GAS' | 'OUT_OF_MEMORY' | 'STACK_OVERFLOW'
/** Errors of a source, before it runs. */
type Source = 'SOURCE_EMPTY' | 'SOURCE_NOT_TEXT' | 'SOURCE_TOO_LARGE' | 'SOURCE_TOO_NESTED'
/** Errors of a method's arguments. */
type Arguments = 'VALUE_REFUSED' | 'VALUE_TOO_DEEP' | 'VALUE_TOO_LARGE'
type Viewed = 'CONTRACT_UNKNOWN' | 'METHOD_UNKNOWN' | Arguments
type Called = Viewed | 'METHOD_NOT_PAYABLE'
/** Reasons why this tab cannot run the contract. */
type Unable = 'CONTRACTS_UNAVAILABLE' | 'CONTRACT_SUSPECT' | 'HOST_STACK'
/** Errors of a transaction before its code runs. If the code of a trial fails, that is its result. */
type Tried = Unable | 'TX_GAS' | 'TX_BALANCE'
type Running = Tried | Ran | 'OVERFLOW'

/** Coins that go with a call, and the arguments of its method. */
const brought = { args: optional(contractValues), amount: optional(coins) }
/**
 * By default enough gas and the lowest fee; with a gas limit the transaction is sent even if it would fail
 * now.
 */
const paid = { gasLimit: optional(gas), fee: optional(coins) }

const callFields = {
  from: ownAddress,
  address: contractAddress,
  method: text,
  ...brought,
  ...paid,
  /**
   * The hash of the expected changes, from `contractSimulate`; a call that changes anything else is undone.
   */
  expected: optional(hash),
}

/**
 * A call (`address` and `method`) or a deployment (`source`) to try; its sender need not be in the wallet.
 */
const trialFields = {
  from: person,
  address: optional(contractAddress),
  method: optional(text),
  source: optional(text),
  ...brought,
  ...paid,
}

/** One call of a rehearsal; its sender is lent the coins that it sends. */
const stepFields = { from: optional(person), method: text, ...brought }

/**
 * A trial of a contract on a copy of the tip's state: it is deployed from its `source` (or found at
 * `address`), then called step by step, each as if in the next block. A failed step changes nothing and does
 * not end the rehearsal.
 */
const rehearsalFields = {
  from: person,
  source: optional(text),
  address: optional(contractAddress),
  ...brought,
  steps: list(record(stepFields), REHEARSAL_STEPS, ' of calls, such as [{ method: "vote", args: [0] }]'),
}

/** An indexed value of an event; null matches any. */
const textOrAny = field<string | null, string | null>((value, name, names) =>
  value === null ? ok(null) : text.read(value, name, names),
)

const rehearsal = record(rehearsalFields)
const trial = record(trialFields)

export type ContractSimulateRequest = Input<typeof trialFields>
export type ContractRehearsalRequest = Input<typeof rehearsalFields>
export type ContractStep = Input<typeof stepFields>
/**
 * The call to run: that of a transaction on the chain, one that could be made now, or the last step of a
 * rehearsal.
 */
export type ContractTraceRequest =
  | { txId: string }
  | { rehearsal: ContractRehearsalRequest }
  | ContractSimulateRequest

/** The request as a handler receives it. */
export type Trial = Read<typeof trialFields>
export type ReadRehearsal = Read<typeof rehearsalFields>
export type ReadStep = Read<typeof stepFields>
type ReadTrace = Read<{ txId: typeof txId }> | { rehearsal: ReadRehearsal } | Trial

const traced: Field<ContractTraceRequest, ReadTrace, false> = field<ContractTraceRequest, ReadTrace>(
  (value, name, names) => {
    const asked = Object(value) as object
    if ('txId' in asked) return record({ txId }).read(value, name, names)
    return 'rehearsal' in asked
      ? record({ rehearsal }).read(value, name, names)
      : trial.read(value, name, names)
  },
  ...txId.codes,
  ...rehearsal.codes,
  ...trial.codes,
)

/** Contracts: deploying, calling, simulating, browsing and writing them. */
export const CONTRACT_CALLS = {
  /** Lists templates of contracts. */
  contractTemplates: takes({}).gives<TemplateResult[]>(),
  /** Deploys a contract and calls its init with the arguments. `address` is its future address. */
  contractDeploy: takes({ from: ownAddress, source: text, ...brought, ...paid }).gives<
    Sent & { address: string },
    Sending | Running | Source | Arguments | 'CODE_INVALID'
  >(),
  /**
   * Calls a method of a contract by a transaction. A call that would fail now is not sent, unless it has a
   * gas limit; then its receipt shows the result.
   */
  contractCall: takes(callFields).gives<Sent, Sending | Running | Called | 'CHANGES_UNEXPECTED'>(),
  /**
   * Calls a read-only method, without a transaction. It runs on the tip's state; `from` is the caller, by
   * default the first own address.
   */
  contractView: takes({
    address: contractAddress,
    method: text,
    args: optional(contractValues),
    from: optional(person),
  }).gives<{ value: ContractValue; gas: bigint }, Unable | Viewed | Ran | 'METHOD_NOT_VIEW'>(),
  /** Shows a contract: its methods, its state and balance, and its source. */
  contractShow: takes({ address: contractAddress }).gives<ContractResult, 'CONTRACT_UNKNOWN'>(),
  /**
   * Shows what a call, or with a source a deployment, would do now; nothing is sent. If the code fails, that
   * is the result.
   */
  contractSimulate: takes(trialFields).gives<
    ContractSimulateResult,
    Tried | Called | Source | 'REQUEST_BAD'
  >(),
  /** Tries calls of a new or a deployed contract on a copy of the state; nothing is sent. */
  contractRehearse: takes(rehearsalFields).gives<
    ContractRehearsalResult,
    Unable | Source | 'CONTRACT_UNKNOWN' | Arguments | 'REQUEST_BAD'
  >(),
  /** Lists the contracts of this network, by address. `after` is the last address of the previous page. */
  contractList: takes({ after: optional(contractAddress), limit: optional(count) }).gives<
    ContractSummary[]
  >(),
  /** Shows a page of one of a contract’s maps. The last entry moves to the place of a deleted one. */
  contractMap: takes({
    address: contractAddress,
    map: text,
    from: optional(count),
    limit: optional(count),
  }).gives<ContractMapResult, 'CONTRACT_UNKNOWN'>(),
  /**
   * Lists the events of a contract, newest first. `event` filters by name, `indexed` by indexed values in
   * order, where null matches any.
   */
  contractEvents: takes({
    address: contractAddress,
    event: optional(text),
    indexed: optional(list(textOrAny, MAX_INDEXED, ' of texts, with null for any')),
    limit: optional(count),
  }).gives<ContractEventResult[], 'CONTRACT_UNKNOWN' | 'REQUEST_BAD'>(),
  /**
   * Runs a call statement by statement: that of a transaction, or one that could be made now. The trace has
   * the variables and the state before each statement, and takes a few seconds at most.
   */
  contractTrace: takesOne(traced).gives<
    ContractTraceResult,
    Tried | Called | Source | 'REQUEST_BAD' | 'TX_UNKNOWN' | 'TX_NO_CODE' | 'BODY_MISSING'
  >(),
  /** Lists your drafts of contracts. */
  draftList: takes({}).gives<DraftResult[]>(),
  /** Saves a contract’s source as a draft in this profile. Without an `id` it is a new one. */
  draftSave: takes({ id: optional(text), name: text, source: text }).gives<
    DraftResult,
    'NAME_BAD' | 'SOURCE_TOO_LARGE' | 'DRAFTS_TOO_MANY' | 'DRAFT_UNKNOWN'
  >(),
  /** Deletes a draft; contracts deployed from it stay on the chain. */
  draftDelete: takes({ id: text }).gives<{ id: string }, 'DRAFT_UNKNOWN'>(),
}
