import { err, ok, type Result } from '#lib/result.ts'
import { type CallError, failed, keptMessage } from './call-error.ts'
import { copyText, type Engine, thrownText } from './engine/create-engine.ts'
import type { Pointer } from './engine/quickjs.ts'
import { hostGas, spendFor } from './gas-counter.ts'
import { TAKEN_BYTE_GAS } from './host-gas.ts'
import type { Value } from './value.ts'
import { BrokenBorder, readValue, valueLength } from './value-buffer.ts'

/** The errors that the interface reports, by its status. */
const CALL_ERRORS = ['THROWN', 'THROWN', 'OUT_OF_MEMORY', 'STACK_OVERFLOW'] as const

/** EVAL_TYPE_MODULE of quickjs.h; modules are always strict. */
const MODULE = 1

/** Compiles a source and makes its class. */
export function evaluate(engine: Engine, source: Uint8Array): Result<Value, CallError> {
  const { quickJs, context, filename } = engine
  const text = copyText(quickJs, source)
  const namespace = quickJs.evaluate(context, text, source.length, filename, 0, MODULE)
  const error = quickJs.resolveException(context, namespace)
  const outcome = error ? dispatch(engine, quickJs.getUndefined(), error) : dispatch(engine, namespace)
  quickJs.free(text)
  return outcome
}

/** Calls the interface with these values, and reads its answer from the shared buffer. */
export function dispatch(engine: Engine, ...values: Pointer[]): Result<Value, CallError> {
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

  spendFor(hostGas(quickJs), valueLength(quickJs.memory, buffer), TAKEN_BYTE_GAS)
  const status = view.getInt32(buffer, true)
  const value = readValue(quickJs.memory, buffer)
  if (status === 0) return ok(value)
  const { message, line } = (value ?? {}) as Partial<Record<string, Value>>
  const code = CALL_ERRORS[status]
  if (code === undefined || typeof message !== 'string' || typeof line !== 'number') throw new BrokenBorder()
  return err({ code, message: keptMessage(message), line })
}
