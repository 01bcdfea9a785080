import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { meter } from '../src/contracts/meter.ts'

const TARGET = fileURLToPath(new URL('../src/contracts/quickjs.metered.wasm', import.meta.url))

/**
 * Meters the package's QuickJS before anything is served, built or tested, into a file beside the source that
 * loads it by URL. The file is not in the repository, because it can be derived; its hash is checked at every
 * start (quickjs-module.ts).
 */
export function meteredQuickJs(): Plugin {
  return {
    name: 'metered-quickjs',
    configResolved() {
      const source = createRequire(import.meta.url).resolve('@jitl/quickjs-ng-wasmfile-release-sync/wasm')
      const metered = meter(readFileSync(source))
      if (existsSync(TARGET) && readFileSync(TARGET).equals(metered)) return
      // Renamed into place: others may be reading it.
      const written = `${TARGET}.${process.pid}`
      writeFileSync(written, metered)
      renameSync(written, TARGET)
    },
  }
}
