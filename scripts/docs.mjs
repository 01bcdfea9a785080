import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/**
 * Rewrites the files that are generated from the code: the tables of ARCHITECTURE.md, the names of the calls,
 * `public/tabchain.d.ts`, and the tables of docs/automation.md and docs/errors.md. Without `UPDATE_DOCS` the
 * same tests compare them.
 */
const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    'unit',
    'src/architecture.test.ts',
    'src/generated.test.ts',
  ],
  {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, UPDATE_DOCS: '1' },
    stdio: 'inherit',
  },
)
process.exit(status ?? 1)
