import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { effort } from '#testing/effort.ts'
import { readQuickJs } from '../read-quickjs.suite.ts'
import { boundaryDigests } from './boundary-digests.suite.ts'
import { BoundaryWorld } from './boundary-world.suite.ts'
import { hostileContract, METHODS } from './hostile-contract.suite.ts'

/**
 * Frozen: the receipts of hostile programs, one digest for every hundred, the same in all engines. They
 * change only with the rules; `FREEZE_OUTCOMES=1` writes them anew, which takes a minute.
 */
const FILE = fileURLToPath(new URL('./digests.json', import.meta.url))
const ALL = 200

test('1 500 programs that lie to the host have their frozen receipts, and none fails an assertion', async () => {
  const isFrozen = existsSync(FILE) && !process.env.FREEZE_OUTCOMES
  const digests = boundaryDigests(await readQuickJs(), isFrozen ? effort(15, ALL) : ALL)
  if (!isFrozen) writeFileSync(FILE, `${JSON.stringify(digests, null, 2)}\n`)
  const frozen = JSON.parse(readFileSync(FILE, 'utf8')) as string[]
  expect(digests).toEqual(frozen.slice(0, digests.length))
})

test('a trace of them shows texts and gives the same receipts', async () => {
  const module = await readQuickJs()
  for (let seed = 0; seed < effort(3, 40); seed++) {
    const world = new BoundaryWorld(module)
    const { address, receipt } = world.deploy(hostileContract(seed, world.echo))
    if (receipt.status === 'failed') continue
    for (let index = 0; index < METHODS; index++) {
      const { outcome, steps, ending } = await world.trace(address, `m${index}`)
      const locals = steps.flatMap(step => step.locals.flatMap(({ name, value }) => [name, value]))
      const shown = [...locals, ...ending.map(({ name }) => name)]
      expect(shown.filter(text => typeof text !== 'string' || !text.isWellFormed())).toEqual([])
      expect(outcome).toEqual(world.call(address, `m${index}`))
    }
  }
})
