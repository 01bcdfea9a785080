import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { beforeAll, expect, test } from 'vitest'
import { BUILT_INS } from '../programs/built-ins.ts'
import { BYTES } from '../programs/bytes.ts'
import { TEXTS_AND_NUMBERS } from '../programs/texts-and-numbers.ts'
import { readQuickJs } from '../read-quickjs.suite.ts'
import { copyText, createEngine, type Engine, thrownText } from './create-engine.ts'

let metered: Engine
let plain: Engine
beforeAll(async () => {
  const path = createRequire(import.meta.url).resolve('@jitl/quickjs-ng-wasmfile-release-sync/wasm')
  metered = createEngine(await readQuickJs(), () => {})
  plain = createEngine(new WebAssembly.Module(readFileSync(path)), () => {})
})

/** The value of a program as text, or its error. */
function run({ quickJs, context, filename }: Engine, body: string): string {
  const source = new TextEncoder().encode(`String((() => { ${body} })())`)
  const address = copyText(quickJs, source)
  const value = quickJs.evaluate(context, address, source.length, filename, 0, 0)
  const thrown = thrownText(quickJs, context, value)
  if (thrown !== undefined) return `thrown: ${thrown}`
  const text = quickJs.getString(context, value)
  const memory = new Uint8Array(quickJs.memory.buffer)
  return new TextDecoder().decode(memory.slice(text, memory.indexOf(0, text)))
}

test('the metered engine and the one of the package give the same results', () => {
  const programs = [...BUILT_INS, ...TEXTS_AND_NUMBERS, ...BYTES]
  expect(programs.length).toBeGreaterThan(100)
  for (const [name, body] of programs) expect([name, run(metered, body)]).toEqual([name, run(plain, body)])
  expect(Buffer.from(metered.quickJs.memory.buffer).equals(Buffer.from(plain.quickJs.memory.buffer))).toBe(
    true,
  )
})
