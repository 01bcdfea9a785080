import type { CodeFailure, CodeRun, ContractRuntime } from '#chain/apply/contract-runtime.ts'
import { createContractRuntime, type MeteredRuntime } from '../runtime.ts'
import {
  COUNTED_STEP_GAS,
  FIRST_STEPS,
  KEPT_STEP_GAS,
  LAST_STEPS,
  MAX_TRACE_STEPS,
  NAMED_STEP_GAS,
} from './limits.ts'
import { measureGas } from './measure-gas.ts'
import { Recorder, TraceEnd } from './recorder.ts'
import type { TraceChange, TracedContract, TraceStep, TraceStop } from './trace.ts'
import { TRACE_OPERATION, traceVariant } from './trace-variant.ts'

/** A call that was run unchanged, and then again step by step. */
export interface Trace<T> {
  /** The outcome of the call by the rules, which the trace does not change. */
  readonly outcome: T
  /** The failure of the code of `root`. */
  readonly failure: CodeFailure | undefined
  readonly steps: readonly TraceStep[]
  /** The number of all steps, of which the first and the last ones are kept. */
  readonly total: number
  readonly stopped: TraceStop | undefined
  /** Changes in the state of `root` after the last step. */
  readonly ending: readonly TraceChange[]
  /** The first is `root`, unless nothing ran. */
  readonly contracts: readonly TracedContract[]
}

/**
 * Runs a call of `root`, or its deployment, three times: by the rules, to get its outcome; then counting its
 * steps; then recording the first and the last ones. `run` applies the call with the given runtime, on the
 * same state every time. Where the call ran out of gas, the steps end at about the same place. If the call
 * takes all the gas of a block, this takes some seconds, with a `rest` between the runs.
 */
export async function traceCall<T>(
  runtime: MeteredRuntime,
  root: string,
  run: (runtime: ContractRuntime) => T,
  rest: () => Promise<void>,
): Promise<Trace<T>> {
  const watched = watch(runtime)
  const outcome = run(watched.runtime)
  const failure = watched.failure()
  const isStarved = failure?.code === 'OUT_OF_GAS'
  await rest()

  const counted = record(runtime, run, {
    ...{ root, withNames: false, isStarved, maxSteps: MAX_TRACE_STEPS },
    keeps: () => false,
    gasBeside: BigInt(MAX_TRACE_STEPS) * COUNTED_STEP_GAS,
  })
  const { total } = counted.recorder
  await rest()
  const recorded = record(runtime, run, {
    ...{ root, withNames: true, isStarved: false, maxSteps: total },
    keeps: index => index < FIRST_STEPS || index >= total - LAST_STEPS,
    gasBeside:
      BigInt(total) * NAMED_STEP_GAS + BigInt(Math.min(total, FIRST_STEPS + LAST_STEPS)) * KEPT_STEP_GAS,
  })
  return {
    outcome,
    failure: failure && { ...failure, line: lineOf(failure, recorded.failure) },
    steps: recorded.recorder.steps,
    total,
    stopped: counted.stopped ?? (isStarved ? 'GAS' : undefined),
    ending: recorded.recorder.ending(root),
    contracts: recorded.recorder.contracts,
  }
}

/**
 * QuickJS reports a function's own line where its first statement fails; with a step before the statement it
 * reports the statement's line.
 */
function lineOf(failure: CodeFailure, traced: CodeFailure | undefined): number {
  return traced?.code === failure.code && traced.message === failure.message ? traced.line : failure.line
}

interface Recording {
  readonly root: string
  readonly withNames: boolean
  /** Whether the call ran out of gas by the rules, and so has to end at about the same place. */
  readonly isStarved: boolean
  readonly keeps: (index: number) => boolean
  readonly maxSteps: number
  /** Gas for the steps, beside that of the call itself. */
  readonly gasBeside: bigint
}

interface Recorded {
  readonly recorder: Recorder
  readonly failure: CodeFailure | undefined
  readonly stopped: TraceStop | undefined
}

function record(
  { module, inspect }: MeteredRuntime,
  run: (runtime: ContractRuntime) => unknown,
  { withNames, isStarved, gasBeside, ...options }: Recording,
): Recorded {
  const recorder = new Recorder(options)
  const traced = createContractRuntime(module, {
    tracing: {
      variant: traceVariant(withNames),
      operation: TRACE_OPERATION,
      receive: (value, gas) => recorder.receive(value, gas),
      receiveMaking: (value, gas) => recorder.receiveMaking(value, gas),
    },
  })
  let isOuter = true
  const watched = watch({
    inspect(source, gasLimit) {
      recorder.making(source, () => traced.inspect(source, gasLimit + gasBeside))
      // The methods of a source are derived from its text, which is different in the trace.
      return inspect(source, gasLimit)
    },
    call(call, host) {
      const gasLimit = isOuter ? call.gasLimit + gasBeside : call.gasLimit
      if (isOuter && isStarved) {
        const beside = measureGas(module, call.source)
        recorder.endAfter(call.gasLimit - beside.load - beside.call, beside.step)
      }
      isOuter = false
      return recorder.calling(call, host, noting => traced.call({ ...call, gasLimit }, noting))
    },
  })
  try {
    run(watched.runtime)
    return { recorder, failure: watched.failure(), stopped: undefined }
  } catch (error) {
    if (error instanceof TraceEnd) return { recorder, failure: undefined, stopped: error.why }
    throw error
  }
}

/** The same runtime, which also records the failure of the outermost code. */
function watch(runtime: ContractRuntime) {
  let failure: CodeFailure | undefined
  let depth = 0
  const noted = <T>(run: () => CodeRun<T>): CodeRun<T> => {
    depth++
    try {
      const made = run()
      if (depth === 1) failure = made.outcome.ok ? undefined : made.outcome.error
      return made
    } finally {
      depth--
    }
  }
  const watched: ContractRuntime = {
    inspect: (source, gasLimit) => noted(() => runtime.inspect(source, gasLimit)),
    call: (call, host) => noted(() => runtime.call(call, host)),
  }
  return { runtime: watched, failure: () => failure }
}
