import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compileQuickJs, METERED_QUICKJS_URL } from './quickjs-module.ts'

/** The metered module, for tests in Node. */
export const readQuickJs = (): Promise<WebAssembly.Module> =>
  compileQuickJs(new Uint8Array(readFileSync(fileURLToPath(METERED_QUICKJS_URL))))
