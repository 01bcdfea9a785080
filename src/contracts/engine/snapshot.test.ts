import { beforeAll, expect, test } from 'vitest'
import { FAILING_PROGRAMS } from '../programs/failures.ts'
import { readQuickJs } from '../read-quickjs.suite.ts'
import { copyText, createEngine, type Engine, replaceEngine } from './create-engine.ts'
import { STACK_TOP, STACK_WINDOW, STATIC_END } from './memory-layout.ts'
import { restoreSnapshot, type Snapshot, snapshotBytes, takeSnapshot } from './snapshot.ts'

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

/** Runs a program to its end or to its trap; both leave changes in the memory. */
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

test('two instances start with the same memory, and so does one that only gets the snapshot', () => {
  const before = memoryOf(engine)
  expect(memoryOf(createEngine(module, () => {})).equals(before)).toBe(true)
  const replaced = replaceEngine(module, () => {}, engine)
  restoreSnapshot(replaced.quickJs, snapshot)
  expect(memoryOf(replaced).equals(before)).toBe(true)
})

test('whatever ran, all sixteen megabytes are as before', () => {
  const before = Buffer.from(memoryOf(engine))
  let lowest = STACK_TOP
  for (const [name, body] of FAILING_PROGRAMS) {
    disturb(engine, body)
    const memory = memoryOf(engine)
    // The deepest use of the stack: everything between the static data and it is still zero.
    const touched = memory.subarray(STATIC_END, STACK_TOP).findIndex(byte => byte !== 0)
    if (touched >= 0) lowest = Math.min(lowest, STATIC_END + touched)
    restoreSnapshot(engine.quickJs, snapshot)
    expect(memoryOf(engine).equals(before), name).toBe(true)
  }
  // With room to spare: the window is four times the stack of the deepest program.
  expect((STACK_TOP - lowest) * 4).toBeLessThan(STACK_WINDOW)
  expect(STACK_TOP - lowest).toBeGreaterThan(16 * 1024)
})

test('a snapshot of differences restores as much as a whole one, in any instance, and takes little memory', () => {
  const source = `globalThis.kept = [new Uint8Array(300000).fill(7), new Uint8Array(2000000), 'x'.repeat(5001)]`
  disturb(engine, source)
  const whole = takeSnapshot(engine.quickJs)
  const differences = takeSnapshot(engine.quickJs, snapshot)
  const before = memoryOf(engine)
  expect(snapshotBytes(differences)).toBeLessThan(snapshotBytes(whole) / 2)

  const other = createEngine(module, () => {})
  for (const [name, body] of [['nothing', ''] as const, ...FAILING_PROGRAMS.slice(0, 12)]) {
    disturb(other, body)
    restoreSnapshot(other.quickJs, differences)
    expect(memoryOf(other).equals(before), name).toBe(true)
  }
  restoreSnapshot(other.quickJs, snapshot)
  restoreSnapshot(engine.quickJs, snapshot)
  expect(memoryOf(other).equals(memoryOf(engine))).toBe(true)
})
