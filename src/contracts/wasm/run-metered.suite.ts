import { meter } from '../meter.ts'
import { assembleModule, I32, type ModulePlan } from './assemble-module.suite.ts'

export interface Metered {
  readonly exports: Record<string, WebAssembly.ExportValue>
  readonly gas: WebAssembly.Global<'i64'>
  readonly height: WebAssembly.Global<'i32'>
  call(name: string, ...values: (number | bigint)[]): unknown
}

export const BUDGET = 1_000_000n

export function run(plan: ModulePlan, host: WebAssembly.ModuleImports = {}): Metered {
  const module = new WebAssembly.Module(meter(assembleModule(plan)) as BufferSource)
  const { exports } = new WebAssembly.Instance(module, { host })
  const gas = exports.gas as WebAssembly.Global<'i64'>
  gas.value = BUDGET
  return {
    exports,
    gas,
    height: exports.height as WebAssembly.Global<'i32'>,
    call: (name, ...values) => (exports[name] as (...all: (number | bigint)[]) => unknown)(...values),
  }
}

/** Result and gas of `f0` of a module with this one function. */
export function cost(
  code: readonly number[],
  { parameters = [I32], results = [I32], locals = [] as readonly number[] } = {},
  ...values: (number | bigint)[]
): [unknown, number] {
  const metered = run({ functions: [{ parameters, results, locals, code }] })
  const result = metered.call('f0', ...values)
  return [result, Number(BUDGET - metered.gas.value)]
}

export const get = (local: number) => [0x20, local]
export const set = (local: number) => [0x21, local]
export const i32 = (value: number) => [0x41, value]
export const END = 0x0b
export const ELSE = 0x05
