import { fileURLToPath } from 'node:url'
import { BUDGETS } from '../../scripts/budgets.mjs'
import { measureBundles } from '../../scripts/bundle-sizes.mjs'
import type { Row } from './row.ts'

/** The size of each entry of the build, with everything that it loads before it can run. */
export function bundleRows(): Row[] {
  const folder = fileURLToPath(new URL('../../dist', import.meta.url))
  const entries: { entry: string; bytes: number; maxBytes: number }[] = measureBundles(
    folder,
    BUDGETS,
  ).entries
  return entries.map(({ entry, bytes, maxBytes }) => ({
    name: `bundle, ${entry} (gzip)`,
    value: bytes / 1000,
    unit: 'kB',
    goal: `≤ ${maxBytes / 1000}`,
  }))
}
