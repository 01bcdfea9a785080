import { formatAddress, formatContractAddress } from '#chain/address.ts'
import type {
  CodeFailure,
  CodeRun,
  ContractAbi,
  ContractCall,
  ContractHost,
  ContractRuntime,
} from '#chain/apply/contract-runtime.ts'
import { hashOf } from '#chain/hash.ts'
import type { Hash } from '#chain/ids.ts'
import { ByteCache } from '#lib/byte-cache.ts'
import { err, ok } from '#lib/result.ts'
import { utf8FromText } from '#lib/utf8.ts'
import { answerHost } from './answer-host.ts'
import type { CallError } from './call-error.ts'
import type { SourceError } from './check-source.ts'
import { decodeValue } from './decode-value.ts'
import { encodeValue } from './encode-value.ts'
import { snapshotBytes } from './engine/snapshot.ts'
import type { HostGas } from './gas-counter.ts'
import { INSPECT_GAS } from './host-gas.ts'
import { MAX_IDLE_BYTES, MAX_LOADED_BYTES } from './limits.ts'
import {
  createSandbox,
  type Host,
  type Loaded,
  NO_HOST,
  type Outcome,
  type Sandbox,
  type SandboxVariant,
} from './sandbox.ts'
import type { Value } from './value.ts'

/**
 * Called with the hash of the source before every run of code; if it throws, the call ends without an
 * outcome.
 */
export type BeforeRun = (source: Hash) => void

/** A runtime with its module, so that a call can be run again in another way. */
export interface MeteredRuntime extends ContractRuntime {
  readonly module: WebAssembly.Module
  /** Bytes of memory that its instances hold between transactions, at most {@link MAX_IDLE_BYTES}. */
  readonly idleBytes: number
}

/** Whether it is a runtime of this file, and not a replacement by a test or another node. */
export const isMetered = (runtime: ContractRuntime): runtime is MeteredRuntime => 'module' in runtime

/**
 * How a trace runs contracts: in its own sandboxes, which have one more host operation, also while a class is
 * made.
 */
interface RuntimeTracing {
  readonly variant: SandboxVariant
  readonly operation: number
  readonly receive: (value: Value, gas: HostGas) => Value
  /** The same while a class is made. */
  readonly receiveMaking: (value: Value, gas: HostGas) => Value
}

/**
 * Contracts for `chain/`: compiled sources are cached as snapshots of memory, and there is one sandbox for
 * each depth of nested calls. Gas, results and errors do not depend on the cache.
 */
export function createContractRuntime(
  module: WebAssembly.Module,
  { beforeRun = () => {}, tracing }: { beforeRun?: BeforeRun; tracing?: RuntimeTracing } = {},
): MeteredRuntime {
  const kept = new ByteCache<Hash, Loaded>(MAX_LOADED_BYTES)
  const sandboxes: Sandbox[] = []
  let depth = 0
  /** The rest of the host's stack that the calls in progress leave. */
  let stackSlots: number | undefined

  const sandboxNow = (): Sandbox => {
    const sandbox = sandboxes[depth] ?? createSandbox(module, tracing?.variant)
    sandboxes[depth] = sandbox
    return sandbox
  }

  const load = (sandbox: Sandbox, source: string, gasLimit: bigint): Outcome<Loaded> => {
    const name = hashOf<Hash>(utf8FromText(source))
    beforeRun(name)
    const before = kept.get(name)
    if (before) return { ...ok(before), gas: 0n }
    const loaded = sandbox.load(source, gasLimit, makingHost(tracing))
    if (!loaded.ok) return { ...err(asCallError(loaded.error)), gas: gasOf(loaded) }

    kept.keep(name, loaded.value, snapshotBytes(loaded.value.snapshot))
    return { ...loaded, gas: 0n }
  }

  const inspect = (source: string, gasLimit: bigint): CodeRun<ContractAbi> => {
    if (gasLimit < 0n) return failed({ code: 'OUT_OF_GAS', message: 'out of gas', line: 0 }, gasLimit)
    const sandbox = sandboxNow()
    const loaded = load(sandbox, source, gasLimit)
    if (!loaded.ok) return failed(loaded.error, loaded.gas, 'CODE_INVALID')
    const described = sandbox.describe(loaded.value, gasLimit)
    if (!described.ok) return failed(described.error, described.gas, 'CODE_INVALID')
    return { gas: described.gas, outcome: ok(described.value) }
  }

  /** Between transactions, the deepest instances are released first, where calls have used much memory. */
  const release = () => {
    let bytes = 0
    for (const sandbox of sandboxes) {
      if (bytes + sandbox.heldBytes > MAX_IDLE_BYTES) sandbox.release()
      bytes += sandbox.heldBytes
    }
  }

  return {
    module,

    get idleBytes() {
      return sandboxes.reduce((sum, { heldBytes }) => sum + heldBytes, 0)
    },

    inspect(source, gasLimit) {
      const { gas, outcome } = inspect(source, gasLimit - INSPECT_GAS)
      return { gas: gas + INSPECT_GAS, outcome }
    },

    call(call: ContractCall, host: ContractHost): CodeRun<Uint8Array> {
      const args = decodeValue(call.args)
      if (!args.ok || !Array.isArray(args.value)) {
        const message = 'the arguments are not an encoded list of values'
        return failed({ code: 'THROWN', message, line: 0 }, call.gasLimit)
      }
      const sandbox = sandboxNow()
      const loaded = load(sandbox, call.source, call.gasLimit)
      if (!loaded.ok) return failed(loaded.error, loaded.gas)

      const slots = stackSlots
      depth++
      try {
        const { method, isDeployment, gasLimit } = call
        const outcome = sandbox.call(
          loaded.value,
          {
            ...{ method, args: args.value as Value[], context: contextOf(call), isDeployment, gasLimit },
            ...(slots === undefined ? {} : { stackSlots: slots }),
          },
          (operation, value, gas) => {
            stackSlots = gas.stackSlots
            if (operation === tracing?.operation) return tracing.receive(value, gas)
            return answerHost(host, operation, value, gas)
          },
        )
        if (!outcome.ok) return failed(outcome.error, outcome.gas)
        const result = encodeValue(outcome.value)
        return result.ok ? { gas: outcome.gas, outcome: result } : failed(NO_VALUE, gasLimit)
      } finally {
        depth--
        stackSlots = slots
        if (depth === 0) release()
      }
    },
  }
}

/** Nothing can be requested while a class is made; a trace receives its reports all the same. */
const makingHost =
  (tracing: RuntimeTracing | undefined): Host =>
  (operation, value, gas) =>
    operation === tracing?.operation ? tracing.receiveMaking(value, gas) : NO_HOST(operation, value, gas)

const contextOf = ({ caller, callerIsContract, value, contract, height, time, producer }: ContractCall) => ({
  caller: callerIsContract ? formatContractAddress(caller) : formatAddress(caller),
  value,
  address: formatContractAddress(contract),
  height,
  time,
  producer: formatAddress(producer),
})

const CODES = {
  THROWN: 'CODE_THREW',
  TRAP: 'CODE_TRAPPED',
  OUT_OF_GAS: 'OUT_OF_GAS',
  OUT_OF_MEMORY: 'OUT_OF_MEMORY',
  STACK_OVERFLOW: 'STACK_OVERFLOW',
} as const satisfies Record<CallError['code'], CodeFailure['code']>

/** `thrown`: the code of an error of the code itself. */
function failed(
  { code, message, line }: CallError,
  gas: bigint,
  thrown: CodeFailure['code'] = 'CODE_THREW',
): CodeRun<never> {
  return { gas, outcome: err({ code: code === 'THROWN' ? thrown : CODES[code], message, line }) }
}

/** The result of the code cannot be kept: the call fails with all its gas. */
const NO_VALUE: CallError = {
  code: 'TRAP',
  message: 'the engine returned something that is not a value',
  line: 0,
}

const asCallError = (error: SourceError | CallError): CallError =>
  'line' in error && error.code in CODES
    ? (error as CallError)
    : { code: 'THROWN', message: error.message, line: 0 }

const gasOf = (outcome: object): bigint => ('gas' in outcome ? (outcome.gas as bigint) : 0n)
