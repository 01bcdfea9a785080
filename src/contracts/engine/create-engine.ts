import { assert } from '#lib/assert.ts'
import { textFromUtf8, utf8FromText } from '#lib/utf8.ts'
import {
  ENVELOPE_BYTES,
  MAX_HEAP_BYTES,
  MAX_STACK_BYTES,
  MAX_STACK_SLOTS,
  MAX_VALUE_BYTES,
} from '../limits.ts'
import { HEADER_BYTES, PRELUDE_SOURCE } from '../prelude/prelude-source.ts'
import { STACK_TOP } from './memory-layout.ts'
import { createQuickJs, type HostFunction, type Pointer, type QuickJs } from './quickjs.ts'

/**
 * Everything that the engine has; harden.js removes what contracts may not use. (Choosing here, by flags,
 * would remove `BigInt`, for which this build has no flag.)
 */
const ALL_INTRINSICS = 0

const BUFFER_BYTES = HEADER_BYTES + MAX_VALUE_BYTES + ENVELOPE_BYTES

/**
 * An instance with the contract interface in it, and the addresses that its users need, which are the same in
 * all instances.
 */
export interface Engine {
  readonly quickJs: QuickJs
  readonly context: Pointer
  /** The interface's function that the host calls. */
  readonly dispatch: Pointer
  /** The shared buffer: {@link HEADER_BYTES}, then one value. */
  readonly buffer: Pointer
  /** The name under which contracts are compiled, for line numbers. */
  readonly filename: Pointer
}

/** The variable parts of an engine. The rules have one variant; a trace has another, with other gas. */
export interface EngineVariant {
  readonly prelude: string
  readonly heapBytes: number
  readonly stackBytes: number
  readonly stackSlots: number
}

export const RULES_VARIANT: EngineVariant = {
  prelude: PRELUDE_SOURCE,
  heapBytes: MAX_HEAP_BYTES,
  stackBytes: MAX_STACK_BYTES,
  stackSlots: MAX_STACK_SLOTS,
}

/** Copies text into the module's memory, ended by 0; the caller frees it. */
export function copyText(quickJs: QuickJs, utf8: Uint8Array): Pointer {
  const address = quickJs.malloc(utf8.length + 1)
  const memory = new Uint8Array(quickJs.memory.buffer)
  memory.set(utf8, address)
  memory[address + utf8.length] = 0
  return address
}

/**
 * Another instance in place of one that was discarded: whatever a snapshot of the memory contains is not made
 * again.
 */
export function replaceEngine(module: WebAssembly.Module, host: HostFunction, like: Engine): Engine {
  return { ...like, quickJs: createQuickJs(module, host) }
}

/**
 * A new instance, whose memory always has the same bytes. It takes some milliseconds; instances are reused
 * (sandbox.ts).
 */
export function createEngine(
  module: WebAssembly.Module,
  host: HostFunction,
  { prelude, heapBytes, stackBytes, stackSlots }: EngineVariant = RULES_VARIANT,
): Engine {
  const quickJs = createQuickJs(module, host)
  assert(quickJs.stackPointer() === STACK_TOP, 'the QuickJS module has an unknown layout')
  if (quickJs.height) quickJs.height.value = stackSlots

  const runtime = quickJs.newRuntime()
  quickJs.setMemoryLimit(runtime, heapBytes)
  quickJs.setMaxStackSize(runtime, stackBytes)
  const context = quickJs.newContext(runtime, ALL_INTRINSICS)

  const text = (value: string) => copyText(quickJs, utf8FromText(value))
  const source = text(prelude)
  const length = utf8FromText(prelude).length
  const filename = text('contract.js')
  const install = quickJs.evaluate(context, source, length, text('interface.js'), 0, 0)
  quickJs.free(source)
  throwIfFailed(quickJs, context, install)

  const buffer = quickJs.malloc(BUFFER_BYTES)
  new Uint8Array(quickJs.memory.buffer, buffer, BUFFER_BYTES).fill(0)
  const values = quickJs.malloc(8)
  const view = new DataView(quickJs.memory.buffer)
  view.setUint32(values, quickJs.newFunction(context, text('host'), 1, 0, 1), true)
  view.setUint32(values + 4, quickJs.newArrayBuffer(context, buffer, BUFFER_BYTES), true)
  const dispatch = quickJs.call(context, install, quickJs.getUndefined(), 2, values)
  throwIfFailed(quickJs, context, dispatch)
  return { quickJs, context, dispatch, buffer, filename }
}

/** The text of an error that was thrown in the engine, or undefined where the value is not an error. */
export function thrownText(quickJs: QuickJs, context: Pointer, value: Pointer): string | undefined {
  const error = quickJs.resolveException(context, value)
  if (error === 0) return undefined
  const start = quickJs.getString(context, error)
  const memory = new Uint8Array(quickJs.memory.buffer)
  return start === 0 ? '' : (textFromUtf8(memory.slice(start, memory.indexOf(0, start))) ?? '')
}

function throwIfFailed(quickJs: QuickJs, context: Pointer, value: Pointer): void {
  const text = thrownText(quickJs, context, value)
  assert(text === undefined, `the contract interface does not start: ${text}`)
}
