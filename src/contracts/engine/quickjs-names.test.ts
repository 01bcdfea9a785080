import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { EXPORT_NAMES, IMPORT_NAMES } from './quickjs-names.ts'

const glue = readFileSync(
  createRequire(import.meta.url)
    .resolve('@jitl/quickjs-ng-wasmfile-release-sync/emscripten-module')
    .replace(/[^/\\]+$/, 'emscripten-module.browser.mjs'),
  'utf8',
)

/** Their names in the package's glue code. */
const FULL_NAMES: Partial<Record<keyof typeof EXPORT_NAMES, string>> = {
  malloc: '_malloc',
  free: '_free',
  setMemoryLimit: '_QTS_RuntimeSetMemoryLimit',
  setMaxStackSize: '_QTS_RuntimeSetMaxStackSize',
  getUndefined: '_QTS_GetUndefined',
  newRuntime: '_QTS_NewRuntime',
  newContext: '_QTS_NewContext',
  freeValue: '_QTS_FreeValuePointer',
  newArrayBuffer: '_QTS_NewArrayBuffer',
  getString: '_QTS_GetString',
  call: '_QTS_Call',
  resolveException: '_QTS_ResolveException',
  evaluate: '_QTS_Eval',
  newFunction: '_QTS_NewFunction',
}

test.each(Object.entries(FULL_NAMES))('the export %s is %s', (name, full) => {
  const found = new RegExp(`\\bc\\.${full}=b\\.([\\w$]+);`).exec(glue.replaceAll('\n', ''))
  expect(found?.[1]).toBe(EXPORT_NAMES[name as keyof typeof EXPORT_NAMES])
})

test('the imports are exactly those of the glue code', () => {
  const [, table = ''] = /\bwa=\{(.*?)\},Z;/s.exec(glue) ?? []
  const calls = {
    callFunction: 't',
    shouldInterrupt: 'i',
    freeHostRef: 'u',
    loadModuleSource: 'h',
    normalizeModule: 'g',
  }
  for (const [callback, minified] of Object.entries(calls)) {
    expect(table).toMatch(new RegExp(`\\b${minified}:function\\([^)]*\\)\\{[^}]*callbacks\\.${callback}\\(`))
  }
  const wasm = readFileSync(
    createRequire(import.meta.url).resolve('@jitl/quickjs-ng-wasmfile-release-sync/wasm'),
  )
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(wasm)).map(({ name }) => name)
  expect(imports.sort()).toEqual(Object.values(IMPORT_NAMES).sort())
})
