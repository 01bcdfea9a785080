import { expect, test } from 'vitest'
import { COIN } from '../chain/amount.ts'
import { assembleHeader } from '../chain/block/header-codec.ts'
import { known } from '../lib/assert.ts'
import type { UnixMs } from '../lib/clock.ts'
import { TEST_GENESIS_TIME, testAccount } from '../testing/chain-builder.ts'
import { createFakeClock } from '../testing/fake-clock.ts'
import { MemoryHub } from '../testing/memory-network.ts'
import { sealingKey } from '../testing/sealed-chain.ts'
import { createSeededRandom } from '../testing/seeded-random.ts'
import { stakeNetwork } from '../testing/stake-network.ts'
import { TestTab } from '../testing/test-tab.ts'

const accounts = [1, 2, 3].map(testAccount)
const cheat = known(accounts[2], 'account')

test('whoever signs two blocks for one slot is slashed within three blocks, by tabs that saw it', async () => {
  const genesis = stakeNetwork({
    stakes: accounts.map(account => [account, 100n] as const),
    rich: accounts,
    parameters: { emptyBlocks: true },
  })
  const clock = createFakeClock(TEST_GENESIS_TIME)
  const random = createSeededRandom('slash')
  const hub = new MemoryHub({ clock, random, delayMs: [20, 300] })
  const tabs = [1, 2, 3].map(n => new TestTab(n, { genesis, hub, clock, random }))
  for (const tab of tabs) await tab.open()
  const [honest, other, cheater] = tabs as [TestTab, TestTab, TestTab]
  const events: string[] = []
  honest.node.events.subscribe(event => events.push(event.type))

  // time goes on until the cheater makes a block, which it then makes once more with another timestamp of the same slot
  const { engine } = cheater.node.chain
  let made = cheater.node.chain.tip
  cheater.node.events.subscribe(event => {
    if (event.type === 'mined') made = known(cheater.node.chain.tree.get(event.data.id as never), 'own block')
  })
  for (let i = 0; i < 400 && made.header.height === 0; i++) await clock.advance(500)
  expect(made.header.height).toBeGreaterThan(0)
  const twin = assembleHeader({ ...made.header, timestamp: (made.header.timestamp + 1) as UnixMs })
  const signed = known(await engine.seal(twin, sealingKey(cheat), async () => undefined), 'second block')
  expect(engine.offenceKey(signed)).toBe(engine.offenceKey(made.header))
  const body = known(await cheater.node.chain.store.body(made.header.id), 'body')
  expect(made.header.id).not.toBe(signed.id)
  expect(body.body.length).toBeGreaterThan(0)
  const at = honest.node.chain.tip.header.height
  await cheater.node.network.publishBlock({ header: signed.bytes, txIds: [] })

  const stake = () => engine.stakeOf(honest.node.chain.state, cheat.address)
  expect(stake()).toBe(100n * COIN)
  for (let i = 0; i < 200 && stake() > 0n; i++) await clock.advance(1_000)
  expect(stake()).toBe(0n)
  expect(honest.node.chain.tip.header.height).toBeLessThanOrEqual(at + 3)
  expect(events).toContain('double-signing')

  // and the honest ones go on without it
  const height = honest.node.chain.tip.header.height
  await clock.advance(300_000)
  expect(honest.node.chain.tip.header.height).toBeGreaterThan(height + 5)
  expect(other.node.chain.tip.header.id).toBe(honest.node.chain.tip.header.id)
  for (const tab of tabs) await tab.close()
})
