import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { digest } from '#chain/hash.ts'
import { bytesToHex } from '#lib/bytes.ts'
import { meter } from './meter.ts'
import {
  compileQuickJs,
  METERED_QUICKJS_SHA256,
  METERED_QUICKJS_URL,
  QuickJsModuleError,
} from './quickjs-module.ts'

const built = new Uint8Array(readFileSync(fileURLToPath(METERED_QUICKJS_URL)))

test('the file that was built is the metered QuickJS of the package, and the one that the rules name', async () => {
  const source = createRequire(import.meta.url).resolve('@jitl/quickjs-ng-wasmfile-release-sync/wasm')
  const metered = meter(readFileSync(source))
  expect(bytesToHex(digest(metered))).toBe(METERED_QUICKJS_SHA256)
  expect(bytesToHex(digest(built))).toBe(METERED_QUICKJS_SHA256)
  expect(await compileQuickJs(built)).toBeInstanceOf(WebAssembly.Module)
})

test('any other is refused', async () => {
  const changed = built.slice()
  changed[changed.length >> 1] = (changed[changed.length >> 1] ?? 0) ^ 1
  await expect(compileQuickJs(changed)).rejects.toThrow(QuickJsModuleError)
})
