import type { CallArgs } from '#api/calls.ts'
import type { ContractSimulateRequest } from '#api/contract-results.ts'
import type { ApiHandlers } from '#api/handlers.ts'
import { SUGGESTED_FEE } from '#api/suggested-fee.ts'
import { formatContractAddress } from '#chain/address.ts'
import { applyTransaction } from '#chain/apply/apply-transaction.ts'
import { withContracts } from '#chain/apply/with-contracts.ts'
import { readSource } from '#chain/state/contract.ts'
import { StateDraft } from '#chain/state/state-draft.ts'
import { isMetered } from '#contracts/runtime.ts'
import type { TracedContract } from '#contracts/trace/trace.ts'
import { assert } from '#lib/assert.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { Slice } from '#lib/slice.ts'
import { readAmount } from '#node/pool/make-transaction.ts'
import { fieldsIn, storedValue } from '#node/screens/contract-state.ts'
import type { TabNode } from '#node/tab-node.ts'
import { rehearsedScene } from '#node/trial/rehearse.ts'
import { contractOf, recordedScene, type Scene, trialScene } from '#node/trial/trace-scene.ts'
import type { HandlerContext } from './context.ts'
import { readGasLimit, readPerson, requireContracts } from './contract-fields.ts'
import { readTrial } from './contracts.ts'
import { TRACE_SLICE_MS, TRACED_CONTRACTS } from './limits.ts'
import { nameField } from './name-field.ts'
import { readRehearsal } from './read-rehearsal.ts'

/** Looking into a call, for a person: nothing of it is a rule or changes the chain. */
export function traceHandlers({ node }: HandlerContext): Pick<ApiHandlers, 'contractTrace'> {
  const { chain } = node
  return {
    contractTrace: async request => {
      const contracts = requireContracts(chain)
      if (!contracts.ok) return contracts
      const runtime = contracts.value
      assert(isMetered(runtime), 'a node runs contracts in the metered engine')
      const scene = await sceneOf(node, request)
      if (!scene.ok) return scene
      const { tx, block, state } = scene.value

      // Only who looks needs its parser.
      const { traceCall } = await import('#contracts/trace/trace-call.ts')
      const slice = new Slice(chain.clock, TRACE_SLICE_MS)
      const trace = await traceCall(
        runtime,
        formatContractAddress(contractOf(tx)),
        runtime => applyTransaction(new StateDraft(state), tx, block, withContracts(chain.engine, runtime)),
        () => slice.end(),
      )
      const applied = trace.outcome
      if (!applied.ok) return nameField(fail(applied.error.code, applied.error.message), FIELDS)

      const { receipt, failure } = applied.value
      const { steps, total, stopped } = trace
      return ok({
        ok: failure === undefined,
        ...(receipt.result === undefined ? {} : { value: storedValue(receipt.result) }),
        ...(failure === undefined
          ? {}
          : { error: { ...{ line: 0, message: failure.message }, ...trace.failure, code: failure.code } }),
        ...contractsOf(scene.value, trace.contracts),
        onState: scene.value.onState,
        steps: steps.map(step => ({
          ...step,
          stack: [...step.stack],
          locals: [...step.locals],
          changes: [...step.changes],
        })),
        ending: [...trace.ending],
        skipped: total - steps.length,
        total,
        ...(stopped === undefined ? {} : { stopped }),
      })
    },
  }
}

/** The field that a refusal of the rules is about. */
const FIELDS = { TX_GAS: 'gasLimit', TX_BALANCE: 'amount' }

/** What the trace says of the contracts: the one that the transaction is about, and those that it called. */
function contractsOf({ tx, state }: Scene, traced: readonly TracedContract[]) {
  const address = contractOf(tx)
  const [root, ...others] = traced
  const { payload } = tx
  const before = payload.kind === 'deploy' ? {} : fieldsIn(state, address)
  const after = new Map(Object.entries(before))
  for (const [name, value] of root?.fields ?? []) {
    if (value === undefined) after.delete(name)
    else after.set(name, value)
  }
  return {
    contract: formatContractAddress(address),
    source: payload.kind === 'deploy' ? payload.source : (readSource(state, address) ?? ''),
    method: payload.kind === 'deploy' ? 'init' : payload.method,
    before,
    after: Object.fromEntries(after),
    others: others.slice(0, TRACED_CONTRACTS).map(({ contract, source }) => ({ contract, source })),
  }
}

async function sceneOf(node: TabNode, request: CallArgs<'contractTrace'>): Promise<Result<Scene, Failure>> {
  if ('txId' in request) return recordedScene(node.chain, request.txId)
  if (!('rehearsal' in request)) return tried(node, request)
  const play = readRehearsal(node.chain, node.wallet, request.rehearsal)
  return play.ok ? rehearsedScene(node.chain, play.value) : play
}

/** A call or a deployment that is not sent. */
function tried({ chain, wallet }: TabNode, request: ContractSimulateRequest): Result<Scene, Failure> {
  const sender = readPerson(wallet, request.from, 'from')
  if (!sender.ok) return sender
  const wanted = readGasLimit(chain, request.gasLimit)
  if (!wanted.ok) return wanted
  const draft = readTrial(chain, request)
  if (!draft.ok) return draft
  const fee = readAmount(request.fee ?? SUGGESTED_FEE, 'fee')
  if (!fee.ok) return fee
  const gasLimit = wanted.value ?? chain.genesis.limits.blockGas
  return trialScene(chain, sender.value, { ...draft.value, gasLimit }, fee.value)
}
