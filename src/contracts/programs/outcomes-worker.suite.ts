import { compileQuickJs } from '../quickjs-module.ts'
import { createSandbox } from '../sandbox.ts'
import { PROGRAMS } from './programs.ts'
import { runProgram } from './run-program.suite.ts'

/** A worker for the browser's test: it is given the metered module's bytes and answers with what all programs came to. */
addEventListener('message', async ({ data }: MessageEvent<Uint8Array<ArrayBuffer>>) => {
  const sandbox = createSandbox(await compileQuickJs(data))
  postMessage(PROGRAMS.map(program => [program[0], runProgram(sandbox, program)]))
})
