import { INITIAL_PAGES } from './memory-layout.ts'
import { EXPORT_NAMES, IMPORT_NAMES } from './quickjs-names.ts'

/** An address in the module's linear memory. A `JSValue` is always passed as the address of one. */
export type Pointer = number

/**
 * The used part of the C interface of the QuickJS module (quickjs-emscripten's interface.c). Every function
 * may trap.
 */
export interface QuickJs {
  readonly memory: WebAssembly.Memory
  readonly gas: WebAssembly.Global<'i64'> | undefined
  readonly height: WebAssembly.Global<'i32'> | undefined
  malloc(size: number): Pointer
  free(address: Pointer): void
  stackPointer(): Pointer
  setStackPointer(address: Pointer): void
  setMemoryLimit(runtime: Pointer, bytes: number): void
  setMaxStackSize(runtime: Pointer, bytes: number): void
  getUndefined(): Pointer
  newRuntime(): Pointer
  newContext(runtime: Pointer, intrinsics: number): Pointer
  freeValue(context: Pointer, value: Pointer): void
  newArrayBuffer(context: Pointer, data: Pointer, length: number): Pointer
  /** The address of the text in UTF-8, ended by 0; 0 for none. */
  getString(context: Pointer, value: Pointer): Pointer
  call(context: Pointer, callee: Pointer, self: Pointer, count: number, pointers: Pointer): Pointer
  /** The error, if the value stands for an exception; otherwise 0. */
  resolveException(context: Pointer, value: Pointer): Pointer
  evaluate(
    context: Pointer,
    source: Pointer,
    length: number,
    filename: Pointer,
    detect: 0,
    flags: number,
  ): Pointer
  newFunction(context: Pointer, name: Pointer, count: number, isConstructor: 0 | 1, id: number): Pointer
}

/**
 * The module stopped by itself (`abort`, a failed assertion, `exit`), which is as deterministic as a trap.
 */
export class QuickJsAbort extends Error {
  override readonly name = 'QuickJsAbort'
}

/**
 * Called by a host function: its arguments lie at `values`, 8 bytes each. It returns `undefined` to the
 * caller.
 */
export type HostFunction = (values: Pointer) => void

/**
 * A fresh instance of the QuickJS module, metered or not, whose world stands still: no clock, no environment,
 * no files, no growing memory. It knows nothing about contracts.
 */
export function createQuickJs(module: WebAssembly.Module, host: HostFunction): QuickJs {
  const memory = new WebAssembly.Memory({ initial: INITIAL_PAGES, maximum: INITIAL_PAGES })
  const instance = new WebAssembly.Instance(module, { a: importsFor(memory, host) })
  const raw = instance.exports as Record<string, (...values: number[]) => number>
  const named = Object.fromEntries(
    Object.entries(EXPORT_NAMES).map(([name, minified]) => [name, raw[minified]]),
  ) as unknown as QuickJs & { initialise(): void }

  named.initialise()
  const { gas, height } = instance.exports
  return {
    ...named,
    memory,
    gas: gas as WebAssembly.Global<'i64'> | undefined,
    height: height as WebAssembly.Global<'i32'> | undefined,
  }
}

function importsFor(memory: WebAssembly.Memory, host: HostFunction): WebAssembly.ModuleImports {
  const view = new DataView(memory.buffer)
  const giveUp = (why: string) => () => {
    throw new QuickJsAbort(why)
  }
  const nothing = () => 0
  const named: Record<keyof typeof IMPORT_NAMES, WebAssembly.ImportValue> = {
    memory,
    assertFail: giveUp('assertion failed'),
    abort: giveUp('abort'),
    exit: giveUp('exit'),
    // Output to the console is dropped; the count claims that all of it was written.
    fdWrite: (_file: number, vectors: Pointer, count: number, written: Pointer) => {
      let total = 0
      for (let index = 0; index < count; index++) total += view.getUint32(vectors + index * 8 + 4, true)
      view.setUint32(written, total, true)
      return 0
    },
    fdClose: nothing,
    fdSeek: nothing,
    environGet: nothing,
    environSizesGet: (count: Pointer, size: Pointer) => {
      view.setUint32(count, 0, true)
      view.setUint32(size, 0, true)
      return 0
    },
    normalizeModule: nothing,
    loadModule: nothing,
    shouldInterrupt: nothing,
    setTimer: nothing,
    // Growth could not be undone and would change the gas of later calls.
    resizeHeap: nothing,
    keepaliveClear: nothing,
    // It is always the start of 1970 in UTC: the twelve words of `struct tm` are written as zeros.
    localTime: (_time: bigint, tm: Pointer) => new Uint8Array(memory.buffer, tm, 44).fill(0),
    timeZone: (offset: Pointer, daylight: Pointer, standard: Pointer, summer: Pointer) => {
      view.setUint32(offset, 0, true)
      view.setUint32(daylight, 0, true)
      for (const name of [standard, summer]) new Uint8Array(memory.buffer, name, 4).set([0x55, 0x54, 0x43, 0])
    },
    dateNow: nothing,
    clockTime: (_clock: number, _precision: bigint, time: Pointer) => {
      view.setBigUint64(time, 0n, true)
      return 0
    },
    callFunction: (_context: Pointer, _self: Pointer, _count: number, values: Pointer) => {
      host(values)
      return 0
    },
    freeHostRef: nothing,
  }
  return Object.fromEntries(
    Object.entries(IMPORT_NAMES).map(([name, minified]) => [minified, named[name as keyof typeof named]]),
  )
}
