import { type ContractMethod, UncheckableCall } from '#chain/apply/contract-runtime.ts'
import { assert } from '#lib/assert.ts'
import { err, type Failure, ok, type Result } from '#lib/result.ts'
import { checkSource, type SourceError } from './check-source.ts'
import { decodeValue } from './decode-value.ts'
import { encodeValue } from './encode-value.ts'
import {
  copyText,
  createEngine,
  type Engine,
  type EngineVariant,
  RULES_VARIANT,
  replaceEngine,
  thrownText,
} from './engine/create-engine.ts'
import { STACK_TOP } from './engine/memory-layout.ts'
import { type Pointer, type QuickJs, QuickJsAbort } from './engine/quickjs.ts'
import { heapEndOf, restoreSnapshot, type Snapshot, takeSnapshot } from './engine/snapshot.ts'
import { CALL_GAS, GIVEN_BYTE_GAS, PICTURE_BYTE_GAS, TAKEN_BYTE_GAS } from './host-gas.ts'
import {
  ENVELOPE_BYTES,
  ENVELOPE_DEPTH,
  MAX_MESSAGE_LENGTH,
  MAX_STACK_SLOTS,
  MAX_VALUE_BYTES,
  MAX_VALUE_DEPTH,
} from './limits.ts'
import { HEADER_BYTES } from './prelude/prelude-source.ts'
import { readMethods } from './read-methods.ts'
import type { Value } from './value.ts'

/** Why a call failed; all reasons follow from code, arguments and state alone. */
export type CallErrorCode = 'THROWN' | 'OUT_OF_GAS' | 'OUT_OF_MEMORY' | 'STACK_OVERFLOW' | 'TRAP'

export interface CallError extends Failure<CallErrorCode> {
  /** The line of the contract's source, from 1; 0 where none is known. */
  readonly line: number
}

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

/** The gas counter of the call in progress, for the host's work on its behalf. */
export interface HostGas {
  readonly left: bigint
  /** The rest of the host's stack, for a nested call. */
  readonly stackSlots: number
  /** Takes gas; where there is not enough, the call ends here, out of gas. */
  spend(amount: bigint): void
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

class OutOfGas extends Error {}

/**
 * What crossed the boundary is not a value, although the interface's own code passes only values: the call
 * ends here and has used all its gas.
 */
class BrokenBorder extends Error {}

/** The host's own stack ended first: the bounds are too wide for this engine, and the call has no outcome. */
export class HostStackError extends UncheckableCall {
  override readonly name = 'HostStackError'
  readonly code = 'HOST_STACK'
}

const CALL_ERRORS = ['THROWN', 'THROWN', 'OUT_OF_MEMORY', 'STACK_OVERFLOW'] as const

const MESSAGES = {
  OUT_OF_GAS: 'out of gas; raise the gas limit or do less in one call',
  OUT_OF_MEMORY: 'out of memory; keep less in memory at a time',
  STACK_OVERFLOW: 'function calls are nested too deep; use a loop',
  TRAP: 'the engine stopped the code',
} as const

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
    const toHost = (values: Pointer) => answer(known(engine), values)
    if (!engine) {
      heldBytes = 0
      engine = first ? replaceEngine(module, toHost, first) : createEngine(module, toHost, variant)
      first ??= engine
      base ??= takeSnapshot(engine.quickJs)
    }
    restoreSnapshot(engine.quickJs, snapshot ?? known(base))
    return engine
  }

  const answer = ({ quickJs, buffer }: Engine, values: number) => {
    const view = new DataView(quickJs.memory.buffer)
    const operation = view.getInt32(values, true)
    try {
      const gas = hostGas(quickJs)
      spendFor(gas, lengthIn(quickJs.memory, buffer), TAKEN_BYTE_GAS)
      const request = decoded(quickJs.memory, buffer)
      const reply = known(host)(operation, request, gas)
      if (reply instanceof HostRefusal) return write(quickJs.memory, buffer, 1, words(reply.message))
      write(quickJs.memory, buffer, 0, reply)
      spendFor(gas, lengthIn(quickJs.memory, buffer), GIVEN_BYTE_GAS)
    } catch (thrown) {
      hostFailure = { thrown }
      throw thrown
    }
  }

  /** Runs `work` in the instance, and turns every way to end (return, throw or trap) into an outcome. */
  const run = <T>(limit: bigint, slots: number, work: () => Result<T, CallError>): Outcome<T> => {
    const used = known(engine)
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
    const given = encoded(request)
    if (!given) return { ...failed('TRAP'), gas: gasLimit }
    const before = loaded.gas + CALL_GAS + BigInt(given.length) * GIVEN_BYTE_GAS
    const limit = gasLimit - before
    if (limit < 0n) return { ...failed('OUT_OF_GAS'), gas: gasLimit }
    const used = ready(loaded.snapshot)
    put(used.quickJs.memory, used.buffer, 0, given)
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
      const grown = heapEndOf(used.quickJs) - known(base).heapEnd
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

const failed = (code: Exclude<CallErrorCode, 'THROWN'>) => err({ code, message: MESSAGES[code], line: 0 })

function known<T>(value: T | undefined): T {
  assert(value !== undefined, 'no call is in progress')
  return value
}

/** Gas for moving the stack pointer, which is a function of the metered module too. */
const REWIND_GAS = 1000n

/**
 * An instance that stopped in the middle, with an empty stack. Its memory is restored before its next use
 * (snapshot.ts), and it has no other state.
 */
function rewound(engine: Engine): Engine {
  const { gas, height, setStackPointer } = engine.quickJs
  known(gas).value = REWIND_GAS
  known(height).value = MAX_STACK_SLOTS
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

const spendFor = (gas: HostGas, bytes: number, each: bigint): void => gas.spend(BigInt(bytes) * each)

const hostGas = ({ gas, height }: QuickJs): HostGas => {
  const counter = known(gas)
  return {
    get left() {
      return counter.value
    },
    get stackSlots() {
      return known(height).value
    },
    spend(amount) {
      assert(amount >= 0n, 'gas can only be spent')
      if (amount > counter.value) throw new OutOfGas()
      counter.value -= amount
    },
  }
}

/** EVAL_TYPE_MODULE of quickjs.h; modules are always strict. */
const MODULE = 1

function evaluate(engine: Engine, source: Uint8Array): Result<Value, CallError> {
  const { quickJs, context, filename } = engine
  const text = copyText(quickJs, source)
  const namespace = quickJs.evaluate(context, text, source.length, filename, 0, MODULE)
  const error = quickJs.resolveException(context, namespace)
  const outcome = error ? dispatch(engine, quickJs.getUndefined(), error) : dispatch(engine, namespace)
  quickJs.free(text)
  return outcome
}

/** Calls the interface with these values, and reads its answer from the shared buffer. */
function dispatch(engine: Engine, ...values: Pointer[]): Result<Value, CallError> {
  const { quickJs, context, buffer } = engine
  const view = new DataView(quickJs.memory.buffer)
  const pointers = quickJs.malloc(8)
  values.forEach((value, index) => {
    view.setUint32(pointers + index * 4, value, true)
  })
  const result = quickJs.call(context, engine.dispatch, quickJs.getUndefined(), values.length, pointers)
  const thrown = thrownText(quickJs, context, result)
  quickJs.free(pointers)
  // The interface catches everything that can be caught: an error that leaves it found no memory or stack for
  // its message.
  if (thrown !== undefined) {
    return failed(thrown.includes('Maximum call stack') ? 'STACK_OVERFLOW' : 'OUT_OF_MEMORY')
  }
  quickJs.freeValue(context, result)

  spendFor(hostGas(quickJs), lengthIn(quickJs.memory, buffer), TAKEN_BYTE_GAS)
  const status = view.getInt32(buffer, true)
  const value = decoded(quickJs.memory, buffer)
  if (status === 0) return ok(value)
  const { message, line } = (value ?? {}) as Partial<Record<string, Value>>
  const code = CALL_ERRORS[status]
  if (code === undefined || typeof message !== 'string' || typeof line !== 'number') throw new BrokenBorder()
  return err({ code, message: words(message), line })
}

/** A message that can be written back and kept, whatever its origin. */
const words = (text: string): string => text.slice(0, MAX_MESSAGE_LENGTH).toWellFormed()

const ENVELOPE = { maxBytes: MAX_VALUE_BYTES + ENVELOPE_BYTES, maxDepth: MAX_VALUE_DEPTH + ENVELOPE_DEPTH }

const lengthIn = (memory: WebAssembly.Memory, buffer: number): number =>
  new DataView(memory.buffer).getUint32(buffer + 4, true)

function decoded(memory: WebAssembly.Memory, buffer: number): Value {
  const length = lengthIn(memory, buffer)
  if (length > ENVELOPE.maxBytes) throw new BrokenBorder()
  const value = decodeValue(new Uint8Array(memory.buffer, buffer + HEADER_BYTES, length), ENVELOPE)
  if (!value.ok) throw new BrokenBorder()
  return value.value
}

function encoded(value: Value): Uint8Array | undefined {
  const bytes = encodeValue(value, ENVELOPE)
  return bytes.ok ? bytes.value : undefined
}

function write(memory: WebAssembly.Memory, buffer: number, status: number, value: Value): void {
  const bytes = encoded(value)
  if (!bytes) throw new BrokenBorder()
  put(memory, buffer, status, bytes)
}

function put(memory: WebAssembly.Memory, buffer: number, status: number, bytes: Uint8Array): void {
  const view = new DataView(memory.buffer)
  view.setInt32(buffer, status, true)
  view.setInt32(buffer + 4, bytes.length, true)
  new Uint8Array(memory.buffer).set(bytes, buffer + HEADER_BYTES)
}
