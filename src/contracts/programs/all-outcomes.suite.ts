import { compileQuickJs } from '../quickjs-module.ts'
import { createSandbox } from '../sandbox.ts'
import { PROGRAMS } from './programs.ts'
import { runProgram } from './run-program.suite.ts'

/** The outcomes of all programs here, by their names, given the metered module's bytes. */
export async function allOutcomes(quickJs: Uint8Array<ArrayBuffer>): Promise<Record<string, string>> {
  const sandbox = createSandbox(await compileQuickJs(quickJs))
  return Object.fromEntries(PROGRAMS.map(program => [program[0], runProgram(sandbox, program)]))
}
