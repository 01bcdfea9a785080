import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { ensureInstalled } from './install.mjs'
import { runCommand } from './run-command.mjs'

/**
 * `npm run mesh`: simulates networks of 100, 1 000 and 10 000 tabs and prints the tables of docs/scale.md.
 * `npm run mesh -- 100 1000` simulates only these sizes.
 */
process.chdir(fileURLToPath(new URL('../', import.meta.url)))
await ensureInstalled()
await build({
  configFile: false,
  logLevel: 'error',
  publicDir: false,
  build: {
    ssr: 'src/testing/mesh/print-mesh.ts',
    outDir: '.cache/mesh',
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'print-mesh.mjs' } },
  },
})
const sizes = process.argv.slice(2)
process.exitCode = await runCommand(process.execPath, [
  '--max-old-space-size=8192',
  '.cache/mesh/print-mesh.mjs',
  ...(sizes.length > 0 ? sizes : ['100', '1000', '10000']),
])
