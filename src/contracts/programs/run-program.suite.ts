import { bytesToHex } from '#lib/bytes.ts'
import { CONTEXT, createMemoryHost, PLENTY } from '../sandbox.suite.ts'
import type { Sandbox } from '../sandbox.ts'
import type { Value } from '../value.ts'
import type { Program } from './program.ts'

/** The outcome of a program in one line: the gas, and the value or the error. */
export function runProgram(sandbox: Sandbox, [, body]: Program): string {
  const source = `export default class Program extends Contract {\n  run() {\n    ${body}\n  }\n}`
  const loaded = sandbox.load(source, PLENTY)
  if (!loaded.ok) return `not loaded: ${loaded.error.code}: ${loaded.error.message}`
  const call = { method: 'run', args: [], context: CONTEXT, isDeployment: false, gasLimit: PLENTY }
  const outcome = sandbox.call(loaded.value, call, createMemoryHost().host)
  const what = outcome.ok
    ? print(outcome.value)
    : `${outcome.error.code} at line ${outcome.error.line}: ${outcome.error.message}`
  return `${outcome.gas} ${what}`
}

function print(value: Value): string {
  if (typeof value === 'bigint') return `${value}n`
  if (value instanceof Uint8Array) return `bytes ${value.length > 100 ? value.length : bytesToHex(value)}`
  if (Array.isArray(value)) return `[${value.map(print).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([name, field]) => `${name}: ${print(field)}`)
      .join(', ')}}`
  }
  return JSON.stringify(value)
}
