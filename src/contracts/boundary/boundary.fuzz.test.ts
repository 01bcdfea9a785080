import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { effort } from '../../testing/effort.ts'
import { readQuickJs } from '../read-quickjs.suite.ts'
import { boundaryDigests } from './boundary-digests.suite.ts'

/**
 * Frozen: what hostile programs come to, a digest for every hundred, the same in all engines. They change with the rules only;
 * `FREEZE_OUTCOMES=1` writes them anew, which takes a minute.
 */
const FILE = fileURLToPath(new URL('./digests.json', import.meta.url))
const ALL = 200

test('1 500 programs that lie to the host come to their frozen receipts, and none of them to an assertion', async () => {
  const isFrozen = existsSync(FILE) && !process.env.FREEZE_OUTCOMES
  const digests = boundaryDigests(await readQuickJs(), isFrozen ? effort(15, ALL) : ALL)
  if (!isFrozen) writeFileSync(FILE, `${JSON.stringify(digests, null, 2)}\n`)
  const frozen = JSON.parse(readFileSync(FILE, 'utf8')) as string[]
  expect(digests).toEqual(frozen.slice(0, digests.length))
})
