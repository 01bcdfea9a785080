import { beforeAll, expect, test } from 'vitest'
import { FAILURES } from '../programs/failures.ts'
import { readQuickJs } from '../read-quickjs.suite.ts'
import { copyText, createEngine, type Engine, replaceEngine } from './create-engine.ts'
import { STACK_TOP, STACK_WINDOW, STATIC_END } from './memory-layout.ts'
import { restoreSnapshot, type Snapshot, takeSnapshot } from './snapshot.ts'

let module: WebAssembly.Module
let engine: Engine
let snapshot: Snapshot
beforeAll(async () => {
  module = await readQuickJs()
  engine = createEngine(module, () => {})
  snapshot = takeSnapshot(engine.quickJs)
})

const memoryOf = ({ quickJs }: Engine) => Buffer.from(quickJs.memory.buffer)
const MODULE = 1

/** Runs a program to its end or to its trap; both leave the memory in disorder. */
function disturb({ quickJs, context, filename }: Engine, body: string): void {
  const source = new TextEncoder().encode(`(() => { ${body} })(); export {}`)
  if (quickJs.gas) quickJs.gas.value = 50_000_000n
  if (quickJs.height) quickJs.height.value = 32_768
  try {
    quickJs.evaluate(context, copyText(quickJs, source), source.length, filename, 0, MODULE)
  } catch {
    if (quickJs.gas) quickJs.gas.value = 1000n
    quickJs.setStackPointer(STACK_TOP)
  }
}

test('two instances start with the same memory, and so does one that only gets the picture', () => {
  const before = memoryOf(engine)
  expect(memoryOf(createEngine(module, () => {})).equals(before)).toBe(true)
  const replaced = replaceEngine(module, () => {}, engine)
  restoreSnapshot(replaced.quickJs, snapshot)
  expect(memoryOf(replaced).equals(before)).toBe(true)
})

test('whatever ran, all sixteen megabytes are as before', () => {
  const before = Buffer.from(memoryOf(engine))
  let lowest = STACK_TOP
  for (const [name, body] of FAILURES) {
    disturb(engine, body)
    const memory = memoryOf(engine)
    // The stack's deepest trace: everything between the static data and it is still zero.
    const touched = memory.subarray(STATIC_END, STACK_TOP).findIndex(byte => byte !== 0)
    if (touched >= 0) lowest = Math.min(lowest, STATIC_END + touched)
    restoreSnapshot(engine.quickJs, snapshot)
    expect(memoryOf(engine).equals(before), name).toBe(true)
  }
  // With room to spare: the window is four times what the deepest program took.
  expect((STACK_TOP - lowest) * 4).toBeLessThan(STACK_WINDOW)
  expect(STACK_TOP - lowest).toBeGreaterThan(16 * 1024)
})
