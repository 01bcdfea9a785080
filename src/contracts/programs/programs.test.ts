import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { readQuickJs } from '../read-quickjs.suite.ts'
import { createSandbox, type Sandbox } from '../sandbox.ts'
import { PROGRAMS } from './programs.ts'
import { runProgram } from './run-program.suite.ts'

/**
 * Frozen: gas, result and error of every program, the same in all engines. They change only with the rules
 * (the engine, the meter, the contract interface, the limits); `FREEZE_OUTCOMES=1` writes them anew.
 */
const FILE = fileURLToPath(new URL('./outcomes.json', import.meta.url))

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = createSandbox(await readQuickJs())
})

test('there are 200 programs, each with a name of its own', () => {
  expect(new Set(PROGRAMS.map(([name]) => name)).size).toBe(PROGRAMS.length)
  expect(PROGRAMS.length).toBeGreaterThanOrEqual(200)
})

test('every program has its frozen outcome', () => {
  const outcomes = Object.fromEntries(PROGRAMS.map(program => [program[0], runProgram(sandbox, program)]))
  if (process.env.FREEZE_OUTCOMES || !existsSync(FILE))
    writeFileSync(FILE, `${JSON.stringify(outcomes, null, 2)}\n`)
  expect(outcomes).toEqual(JSON.parse(readFileSync(FILE, 'utf8')))
})

test('in another order, in another sandbox, it is the same', () => {
  const frozen = JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, string>
  for (const program of PROGRAMS.toReversed())
    expect([program[0], runProgram(sandbox, program)]).toEqual([program[0], frozen[program[0]]])
})
