import { type ContractMethod, UncheckableCall } from '#chain/apply/contract-runtime.ts'
import { assert, known } from '#lib/assert.ts'
import { ok, type Result } from '#lib/result.ts'
import { type CallError, type CallErrorCode, failed, keptMessage } from './call-error.ts'
import { dispatch, evaluate } from './call-interface.ts'
import { checkSource, type SourceError } from './check-source.ts'
import {
  createEngine,
  type Engine,
  type EngineVariant,
  RULES_VARIANT,
  replaceEngine,
} from './engine/create-engine.ts'
import { STACK_TOP } from './engine/memory-layout.ts'
import { type Pointer, QuickJsAbort } from './engine/quickjs.ts'
import { heapEndOf, restoreSnapshot, type Snapshot, takeSnapshot } from './engine/snapshot.ts'
import { type HostGas, hostGas, OutOfGas, spendFor } from './gas-counter.ts'
import { CALL_GAS, GIVEN_BYTE_GAS, PICTURE_BYTE_GAS, TAKEN_BYTE_GAS } from './host-gas.ts'
import { MAX_STACK_SLOTS } from './limits.ts'
import { readMethods } from './read-methods.ts'
import type { Value } from './value.ts'
import { BrokenBorder, putBytes, readValue, valueBytes, valueLength, writeValue } from './value-buffer.ts'

/**
 * A contract that was compiled and whose class was made: a snapshot of the memory, for any number of calls.
 */
export interface Loaded {
  /**
   * The price of making it. Every call pays it, whether it was made for the call or cached, so that gas never
   * depends on a cache.
   */
  readonly gas: bigint
  readonly snapshot: Snapshot
}

export interface CallContext {
  readonly caller: string
  readonly value: bigint
  readonly address: string
  readonly height: number
  /** The time of the block, in milliseconds. */
  readonly time: number
  readonly producer: string
}

export interface Call {
  readonly method: string
  readonly args: readonly Value[]
  readonly context: CallContext
  /** Whether `init` may be called, which nothing but a deployment can do. */
  readonly isDeployment: boolean
  readonly gasLimit: bigint
  /**
   * The part of the host's stack that the call may use: less than {@link MAX_STACK_SLOTS} within another
   * call.
   */
  readonly stackSlots?: number
}

/** Answers a contract's requests: an operation (host-operations.ts) and its value. It answers at once. */
export type Host = (operation: number, value: Value, gas: HostGas) => Value | HostRefusal

/**
 * The answer of a {@link Host} that refuses: the contract gets an error with this message, and can catch it.
 */
export class HostRefusal {
  readonly message: string

  constructor(message: string) {
    this.message = message
  }
}

export type Outcome<T> = Result<T, CallError> & { readonly gas: bigint }

export interface Sandbox {
  /** Bytes of memory that its instance has used, and holds. */
  readonly heldBytes: number
  /** Gives the instance's memory back; the next use makes another instance. */
  release(): void
  /** Compiles a source and makes its class. There is no call yet and, except in a trace, no host. */
  load(source: string, gasLimit: bigint, host?: Host): Result<Loaded, SourceError | CallError>
  /** The methods of a contract, for its deployment, which pays for it. */
  describe(loaded: Loaded, gasLimit: bigint): Outcome<readonly ContractMethod[]>
  /**
   * Runs one method. An exception of the host passes through unchanged: the call then has no outcome and can
   * be run again. The sandbox is not re-entrant: a host that calls another contract uses another sandbox.
   */
  call(loaded: Loaded, call: Call, host: Host): Outcome<Value>
}

/** The host's own stack ended first: the bounds are too wide for this engine, and the call has no outcome. */
export class HostStackError extends UncheckableCall {
  override readonly name = 'HostStackError'
  readonly code = 'HOST_STACK'
}

/** How a sandbox runs contracts. */
export interface SandboxVariant extends EngineVariant {
  /** Checks a source, and returns the bytes to compile. */
  readonly read: (source: string) => Result<Uint8Array, SourceError>
}

/**
 * Runs contracts one after the other in instances of the metered QuickJS module. Nothing of a call is left
 * for the next one. Code that judges blocks uses the variant of the rules, which is the default.
 */
export function createSandbox(
  module: WebAssembly.Module,
  variant: SandboxVariant = { ...RULES_VARIANT, read: checkSource },
): Sandbox {
  let engine: Engine | undefined
  /** Kept for its addresses, which are the same in every instance. */
  let first: Engine | undefined
  let base: Snapshot | undefined
  let host: Host | undefined
  let isRunning = false
  let heldBytes = 0
  let hostFailure: { readonly thrown: unknown } | undefined

  /** The instance with its memory restored. */
  const ready = (snapshot?: Snapshot): Engine => {
    const toHost = (values: Pointer) => answer(known(engine, 'instance in use'), values)
    if (!engine) {
      heldBytes = 0
      engine = first ? replaceEngine(module, toHost, first) : createEngine(module, toHost, variant)
      first ??= engine
      base ??= takeSnapshot(engine.quickJs)
    }
    restoreSnapshot(engine.quickJs, snapshot ?? known(base, 'first snapshot'))
    return engine
  }

  const answer = ({ quickJs, buffer }: Engine, values: number) => {
    const view = new DataView(quickJs.memory.buffer)
    const operation = view.getInt32(values, true)
    try {
      const gas = hostGas(quickJs)
      spendFor(gas, valueLength(quickJs.memory, buffer), TAKEN_BYTE_GAS)
      const request = readValue(quickJs.memory, buffer)
      const reply = known(host, 'host of a call')(operation, request, gas)
      if (reply instanceof HostRefusal)
        return writeValue(quickJs.memory, buffer, 1, keptMessage(reply.message))
      writeValue(quickJs.memory, buffer, 0, reply)
      spendFor(gas, valueLength(quickJs.memory, buffer), GIVEN_BYTE_GAS)
    } catch (thrown) {
      hostFailure = { thrown }
      throw thrown
    }
  }

  /** Runs `work` in the instance, and turns every way to end (return, throw or trap) into an outcome. */
  const run = <T>(limit: bigint, slots: number, work: () => Result<T, CallError>): Outcome<T> => {
    const used = known(engine, 'instance in use')
    const { gas, height } = used.quickJs
    assert(gas && height, 'the QuickJS module is not metered')
    assert(!isRunning, 'a sandbox runs one call at a time; a nested call needs another sandbox')
    isRunning = true
    gas.value = limit
    height.value = slots
    hostFailure = undefined
    try {
      const result = work()
      return { ...result, gas: limit - gas.value }
    } catch (thrown) {
      // Something in it may be half done, so this instance is not used again.
      engine = undefined
      const code = trapCode(thrown, gas.value, height.value, hostFailure)
      const spent = code === 'OUT_OF_GAS' || code === 'TRAP' ? limit : limit - gas.value
      // But where its own counters ended it, only memory and stack changed, and restoring them takes a
      // quarter of the time of a new one.
      if (code !== 'TRAP') engine = rewound(used)
      return { ...failed(code), gas: spent }
    } finally {
      isRunning = false
      heldBytes = Math.max(heldBytes, heapEndOf(used.quickJs) - STACK_TOP)
    }
  }

  const runIn = (loaded: Loaded, gasLimit: bigint, slots: number, request: Value): Outcome<Value> => {
    const bytes = valueBytes(request)
    if (!bytes) return { ...failed('TRAP'), gas: gasLimit }
    const before = loaded.gas + CALL_GAS + BigInt(bytes.length) * GIVEN_BYTE_GAS
    const limit = gasLimit - before
    if (limit < 0n) return { ...failed('OUT_OF_GAS'), gas: gasLimit }
    const used = ready(loaded.snapshot)
    putBytes(used.quickJs.memory, used.buffer, 0, bytes)
    const outcome = run(limit, slots, () => dispatch(used))
    return { ...outcome, gas: before + outcome.gas }
  }

  return {
    get heldBytes() {
      return heldBytes
    },
    release() {
      assert(!isRunning, 'an instance is in use')
      engine = undefined
      heldBytes = 0
    },
    load(source, gasLimit, to = NO_HOST) {
      const checked = variant.read(source)
      if (!checked.ok) return checked
      host = to
      const used = ready()
      const outcome = run(gasLimit, variant.stackSlots, () => evaluate(used, checked.value))
      if (!outcome.ok) return outcome
      const grown = heapEndOf(used.quickJs) - known(base, 'first snapshot').heapEnd
      const gas = outcome.gas + BigInt(grown) * PICTURE_BYTE_GAS
      if (gas > gasLimit) return { ...failed('OUT_OF_GAS'), gas: gasLimit }
      return ok({ gas, snapshot: takeSnapshot(used.quickJs, base) })
    },
    describe(loaded, gasLimit) {
      const outcome = runIn(loaded, gasLimit, variant.stackSlots, null)
      if (!outcome.ok) return outcome
      const methods = readMethods(outcome.value)
      return methods ? { ...ok(methods), gas: outcome.gas } : { ...failed('TRAP'), gas: gasLimit }
    },
    call(loaded, { gasLimit, stackSlots = variant.stackSlots, ...call }, to) {
      host = to
      return runIn(loaded, gasLimit, stackSlots, { ...call, context: { ...call.context } })
    },
  }
}

/**
 * While a class is made there is no call: requests at the top of its source are refused, whatever ran in this
 * sandbox before.
 */
export const NO_HOST: Host = () =>
  new HostRefusal('ctx can be used only while a method is called, not while the class is made')

/** Gas for moving the stack pointer, which is a function of the metered module too. */
const REWIND_GAS = 1000n

/**
 * An instance that stopped in the middle, with an empty stack. Its memory is restored before its next use
 * (snapshot.ts), and it has no other state.
 */
function rewound(engine: Engine): Engine {
  const { gas, height, setStackPointer } = engine.quickJs
  known(gas, 'counters of the module').value = REWIND_GAS
  known(height, 'counters of the module').value = MAX_STACK_SLOTS
  setStackPointer(STACK_TOP)
  return engine
}

/** The cause of a trap, by the counters. Exceptions that the module did not cause are thrown on. */
function trapCode(
  thrown: unknown,
  gas: bigint,
  height: number,
  hostFailure: { readonly thrown: unknown } | undefined,
): Exclude<CallErrorCode, 'THROWN'> {
  if (thrown instanceof OutOfGas) return 'OUT_OF_GAS'
  if (thrown instanceof BrokenBorder) return 'TRAP'
  if (!hostFailure) {
    if (gas < 0n) return 'OUT_OF_GAS'
    if (height < 0) return 'STACK_OVERFLOW'
    if (thrown instanceof WebAssembly.RuntimeError || thrown instanceof QuickJsAbort) return 'TRAP'
  }
  // In the module, or in the host's own code above it.
  const cause = hostFailure ? hostFailure.thrown : thrown
  if (cause instanceof RangeError) throw new HostStackError('the stack of this browser ended', { cause })
  throw cause
}
