import type { Trial } from '#api/calls/contracts.ts'
import type { ReadArgs } from '#api/calls.ts'
import type { CallHandlers } from '#api/handlers.ts'
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
import { TimeSlice } from '#lib/time-slice.ts'
import type { Chain } from '#node/chain/chain.ts'
import { fieldsIn, storedValue } from '#node/screens/contract-state.ts'
import { lastStepScene } from '#node/simulation/simulate-steps.ts'
import { contractOf, recordedScene, type Scene, simulatedScene } from '#node/simulation/trace-scene.ts'
import type { TabNode } from '#node/tab-node.ts'
import type { HandlerContext } from './context.ts'
import { checkGasLimit, requireContracts } from './contract-fields.ts'
import { readSimulated } from './contracts.ts'
import { TRACE_SLICE_MS, TRACED_CONTRACTS } from './limits.ts'
import { nameField } from './name-field.ts'
import { readSteps } from './read-steps.ts'

/** Handlers for tracing a call. Traces are not rules and do not change the chain. */
export function traceHandlers({ node }: HandlerContext) {
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

      // Its parser is loaded only for traces.
      const { traceCall } = await import('#contracts/trace/trace-call.ts')
      const slice = new TimeSlice(chain.clock, TRACE_SLICE_MS)
      const trace = await traceCall(
        runtime,
        formatContractAddress(contractOf(tx)),
        runtime => applyTransaction(new StateDraft(state), tx, block, withContracts(chain.engine, runtime)),
        () => slice.giveWay(),
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
  } satisfies Partial<CallHandlers>
}

/** The field that causes a broken rule. */
const FIELDS = { TX_GAS: 'gasLimit', TX_BALANCE: 'amount' }

/** The contracts in the trace: the transaction's own, and those that it called. */
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

async function sceneOf(
  { chain }: TabNode,
  request: ReadArgs<'contractTrace'>,
): Promise<Result<Scene, Failure>> {
  if ('txId' in request) return recordedScene(chain, request.txId)
  if (!('rehearsal' in request)) return tried(chain, request)
  const steps = readSteps(chain, request.rehearsal)
  return steps.ok ? lastStepScene(chain, steps.value) : steps
}

/** Reads a call or a deployment that is not sent. */
function tried(chain: Chain, request: Trial): Result<Scene, Failure> {
  const wanted = checkGasLimit(chain, request.gasLimit)
  if (!wanted.ok) return wanted
  const draft = readSimulated(chain, request)
  if (!draft.ok) return draft
  const gasLimit = wanted.value ?? chain.genesis.limits.blockGas
  return simulatedScene(chain, request.from, { ...draft.value, gasLimit }, request.fee ?? SUGGESTED_FEE)
}
