import { formatAddress, formatContractAddress } from '../chain/address.ts'
import type {
  CodeFailure,
  CodeRun,
  ContractAbi,
  ContractCall,
  ContractHost,
  ContractRuntime,
} from '../chain/apply/contract-runtime.ts'
import { hashOf } from '../chain/hash.ts'
import type { Hash } from '../chain/ids.ts'
import { utf8ToBytes } from '../lib/bytes.ts'
import { err, ok } from '../lib/result.ts'
import { answerHost } from './answer-host.ts'
import type { SourceError } from './check-source.ts'
import { decodeValue } from './decode-value.ts'
import { encodeValue } from './encode-value.ts'
import { MAX_LOADED } from './limits.ts'
import { type CallError, createSandbox, type Loaded, type Outcome, type Sandbox } from './sandbox.ts'
import type { Value } from './value.ts'

/** Hears of every run of code before it begins, by the hash of its source; what it throws ends the call without an outcome. */
export type BeforeRun = (source: Hash) => void

/**
 * Contracts for `chain/`: sources compiled once and kept as pictures of memory, one sandbox for each depth of calls within calls. Gas, results
 * and errors do not depend on what is kept.
 */
export function createContractRuntime(
  module: WebAssembly.Module,
  beforeRun: BeforeRun = () => {},
): ContractRuntime {
  const kept = new Map<Hash, Loaded>()
  const sandboxes: Sandbox[] = []
  let depth = 0
  /** What the calls in progress leave of the host's stack. */
  let stackSlots: number | undefined

  const sandboxNow = (): Sandbox => {
    const sandbox = sandboxes[depth] ?? createSandbox(module)
    sandboxes[depth] = sandbox
    return sandbox
  }

  const load = (sandbox: Sandbox, source: string, gasLimit: bigint): Outcome<Loaded> => {
    const name = hashOf<Hash>(utf8ToBytes(source))
    beforeRun(name)
    const before = kept.get(name)
    if (before) return { ...ok(before), gas: 0n }
    const loaded = sandbox.load(source, gasLimit)
    if (!loaded.ok) return { ...err(asCallError(loaded.error)), gas: gasOf(loaded) }

    kept.set(name, loaded.value)
    const [oldest] = kept.keys()
    if (kept.size > MAX_LOADED && oldest !== undefined) kept.delete(oldest)
    return { ...loaded, gas: 0n }
  }

  return {
    inspect(source, gasLimit): CodeRun<ContractAbi> {
      const sandbox = sandboxNow()
      const loaded = load(sandbox, source, gasLimit)
      if (!loaded.ok) return failed(loaded.error, loaded.gas, 'CODE_INVALID')
      const described = sandbox.describe(loaded.value, gasLimit)
      if (!described.ok) return failed(described.error, described.gas, 'CODE_INVALID')
      return { gas: described.gas, outcome: ok(described.value) }
    },

    call(call: ContractCall, host: ContractHost): CodeRun<Uint8Array> {
      const args = decodeValue(call.args)
      if (!args.ok || !Array.isArray(args.value)) {
        return failed({ code: 'THROWN', message: 'the arguments are no encoded list of values', line: 0 }, 0n)
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
            return answerHost(host, operation, value, gas)
          },
        )
        return outcome.ok ? encoded(outcome.value, outcome.gas) : failed(outcome.error, outcome.gas)
      } finally {
        depth--
        stackSlots = slots
      }
    },
  }
}

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

/** `thrown`: what an error of the code itself is called. */
function failed(
  { code, message, line }: CallError,
  gas: bigint,
  thrown: CodeFailure['code'] = 'CODE_THREW',
): CodeRun<never> {
  return { gas, outcome: err({ code: code === 'THROWN' ? thrown : CODES[code], message, line }) }
}

function encoded(value: Value, gas: bigint): CodeRun<Uint8Array> {
  const result = encodeValue(value)
  if (result.ok) return { gas, outcome: ok(result.value) }
  return failed({ code: 'THROWN', message: result.error.message, line: 0 }, gas)
}

const asCallError = (error: SourceError | CallError): CallError =>
  'line' in error && error.code in CODES
    ? (error as CallError)
    : { code: 'THROWN', message: error.message, line: 0 }

const gasOf = (outcome: object): bigint => ('gas' in outcome ? (outcome.gas as bigint) : 0n)
