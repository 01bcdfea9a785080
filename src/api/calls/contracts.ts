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
import { type Field, field, type Given, list, optional, type Read, record } from '../readers/field.ts'
import { contractValues, count, text } from '../readers/values.ts'
import type { ContractTraceResult } from '../trace-result.ts'
import type { Sending, Sent } from './sending.ts'

/** What code that runs can come to. */
type Ran = 'CODE_THREW' | 'CODE_TRAPPED' | 'OUT_OF_GAS' | 'OUT_OF_MEMORY' | 'STACK_OVERFLOW'
/** What is wrong with a source, before it runs. */
type Source = 'SOURCE_EMPTY' | 'SOURCE_NOT_TEXT' | 'SOURCE_TOO_LARGE' | 'SOURCE_TOO_NESTED' | 'CODE_INVALID'
/** What is wrong with the arguments that a method is called with. */
type Arguments = 'VALUE_REFUSED' | 'VALUE_TOO_DEEP' | 'VALUE_TOO_LARGE'
type Called = 'CONTRACT_UNKNOWN' | 'METHOD_UNKNOWN' | 'METHOD_NOT_PAYABLE' | Arguments
/** What keeps this tab from running any. */
type Unable = 'CONTRACTS_UNAVAILABLE' | 'CONTRACT_SUSPECT'
type Running = Unable | Ran | 'TX_GAS' | 'TX_BALANCE' | 'OVERFLOW'

/** Coins that go with a call, and the arguments of its method. */
const brought = { args: optional(contractValues), amount: optional(coins) }
/**
 * Enough gas and the least fee unless given; with a gas limit it is sent even if it fails on the present
 * state.
 */
const paid = { gasLimit: optional(gas), fee: optional(coins) }

const callFields = {
  from: ownAddress,
  address: contractAddress,
  method: text,
  ...brought,
  ...paid,
  /** The hash of what the call must change, as `contractSimulate` gives it; otherwise it is undone. */
  expected: optional(hash),
}

/**
 * A call (`address` and `method`) or a deployment (`source`) that is tried; whoever would send it need not be
 * in the wallet.
 */
const trialFields = {
  from: person,
  address: optional(contractAddress),
  method: optional(text),
  source: optional(text),
  ...brought,
  ...paid,
}

/** One call of a rehearsal; whoever makes it is lent the coins that it brings. */
const stepFields = { from: optional(person), method: text, ...brought }

/**
 * A contract tried before it is on the chain: deployed from its `source` (or found at `address`), then called
 * step by step, each as if in the next block, on a copy of the tip's state. A failed step changes nothing,
 * and the next is tried all the same.
 */
const rehearsalFields = {
  from: person,
  source: optional(text),
  address: optional(contractAddress),
  ...brought,
  steps: list(record(stepFields), REHEARSAL_STEPS, ' of calls, such as [{ method: "vote", args: [0] }]'),
}

/** An indexed value of an event, or any. */
const textOrAny = field<string | null, string | null>((value, name, names) =>
  value === null ? ok(null) : text.read(value, name, names),
)

const rehearsal = record(rehearsalFields)
const trial = record(trialFields)

export type ContractSimulateRequest = Given<typeof trialFields>
export type ContractRehearsalRequest = Given<typeof rehearsalFields>
export type ContractStep = Given<typeof stepFields>
/**
 * Which call is run again: one of a transaction that is on the chain, one that could be made now, or the last
 * step of a rehearsal.
 */
export type ContractTraceRequest =
  | { txId: string }
  | { rehearsal: ContractRehearsalRequest }
  | ContractSimulateRequest

/** As a handler gets it. */
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

/** Contracts: putting them on the chain, calling, asking, trying, looking at them and writing them. */
export const CONTRACT_CALLS = {
  /** Lists contracts to begin with. */
  contractTemplates: takes({}).gives<TemplateResult[]>(),
  /** Puts a contract on the chain and calls its init with the arguments. `address` is where it will be. */
  contractDeploy: takes({ from: ownAddress, source: text, ...brought, ...paid }).gives<
    Sent & { address: string },
    Sending | Running | Source | Arguments
  >(),
  /**
   * Calls a method of a contract by a transaction. One that would fail now is not sent, unless it has a gas
   * limit: then its receipt shows what came of it.
   */
  contractCall: takes(callFields).gives<Sent, Sending | Running | Called | 'CHANGES_UNEXPECTED'>(),
  /**
   * Asks a method that changes nothing, without a transaction. It runs on the tip's state; `from` is who
   * asks, the first own address unless given.
   */
  contractView: takes({
    address: contractAddress,
    method: text,
    args: optional(contractValues),
    from: optional(person),
  }).gives<{ value: ContractValue; gas: bigint }, Unable | Called | Ran | 'METHOD_NOT_VIEW'>(),
  /** Shows a contract: what it offers, what it holds, and its source. */
  contractShow: takes({ address: contractAddress }).gives<ContractResult, 'CONTRACT_UNKNOWN'>(),
  /**
   * Shows what a call would do now, or with a source a deployment; nothing is sent. A failure of the code is
   * a result.
   */
  contractSimulate: takes(trialFields).gives<
    ContractSimulateResult,
    Running | Called | Source | 'REQUEST_BAD'
  >(),
  /**
   * Plays a deployment, or a contract that is there, and calls of it on a copy of the state; nothing is sent.
   */
  contractRehearse: takes(rehearsalFields).gives<
    ContractRehearsalResult,
    Unable | Source | Called | 'REQUEST_BAD'
  >(),
  /** Lists the contracts of this network, by address. `after` is the last of the page before. */
  contractList: takes({ after: optional(contractAddress), limit: optional(count) }).gives<
    ContractSummary[]
  >(),
  /** Shows a page of one of a contract’s maps. The last entry takes the place of one that is deleted. */
  contractMap: takes({
    address: contractAddress,
    map: text,
    from: optional(count),
    limit: optional(count),
  }).gives<ContractMapResult, 'CONTRACT_UNKNOWN'>(),
  /**
   * Lists what a contract emitted, newest first. All, those of a name, or those with the given indexed values
   * by place; null is any.
   */
  contractEvents: takes({
    address: contractAddress,
    event: optional(text),
    indexed: optional(list(textOrAny, MAX_INDEXED, ' of texts, with null for any')),
    limit: optional(count),
  }).gives<ContractEventResult[], 'CONTRACT_UNKNOWN' | 'REQUEST_BAD'>(),
  /**
   * Runs a call again statement by statement: that of a transaction, or one that could be made now. It has
   * names and state before each statement, and takes some seconds at most.
   */
  contractTrace: takesOne(traced).gives<
    ContractTraceResult,
    Running | Called | Source | 'REQUEST_BAD' | 'TX_UNKNOWN' | 'TX_NO_CODE' | 'BODY_MISSING'
  >(),
  /** Lists the contracts that you are writing. */
  draftList: takes({}).gives<DraftResult[]>(),
  /** Keeps a contract’s source in this profile, to go on with. Without an `id` it is a new one. */
  draftSave: takes({ id: optional(text), name: text, source: text }).gives<
    DraftResult,
    'NAME_BAD' | 'SOURCE_TOO_LARGE' | 'DRAFTS_TOO_MANY' | 'DRAFT_UNKNOWN'
  >(),
  /** Deletes a draft; what was deployed from it stays on the chain. */
  draftDelete: takes({ id: text }).gives<{ id: string }, 'DRAFT_UNKNOWN'>(),
}
