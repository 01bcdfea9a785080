import { expect, test } from 'vitest'
import { authorityNetwork } from '#testing/authority-network.ts'
import { TEST_GENESIS_TIME, testAccount, testNetwork, transferOf } from '#testing/chain-builder.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { MemoryHub } from '#testing/memory-hub.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { TestTab } from '#testing/test-tab.ts'

const alice = testAccount(1)
const genesis = testNetwork({}, [alice])

test('a payment that becomes public during a draft without it is in a later block', async () => {
  const clock = createFakeClock(TEST_GENESIS_TIME)
  const random = createSeededRandom('nudge')
  const tab = new TestTab(1, { genesis, hub: new MemoryHub({ clock, random }), clock, random })
  await tab.open()
  const { chain, mempool, producer } = tab.node
  const tx = transferOf(genesis, alice, { to: testAccount(2).address, nonce: 0, fee: 5_000n })

  // a draft begins a block twice: to select transactions, and to assemble them
  const { begin } = chain.engine
  let begun = 0
  Object.assign(chain.engine, {
    begin: (...args: Parameters<typeof begin>) => {
      begin(...args)
      if (++begun !== 2) return
      mempool.show(tx.id)
      producer.nudge()
    },
  })
  mempool.hide(tx.id)
  expect(mempool.add(tx, chain.state, clock.now()).ok).toBe(true)
  producer.choose({ on: true, keepMining: false })
  await clock.advance(60_000)
  expect(await chain.store.tx(tx.id)).toBeDefined()
  await tab.close()
})

test('requests for ever more blocks without a majority leave enough for finality to continue after a day', async () => {
  const clock = createFakeClock(TEST_GENESIS_TIME)
  const random = createSeededRandom('asked')
  const authorities = [1, 2, 3].map(testAccount)
  const { limits } = genesis
  const lone = authorityNetwork(
    { authorities, admin: testAccount(2) },
    { limits: { ...limits, finalityDepth: 128 } },
  )
  const tab = new TestTab(1, { genesis: lone, hub: new MemoryHub({ clock, random }), clock, random })
  await tab.open()
  const { chain, producer } = tab.node
  for (let i = 0; i < 150; i++) {
    void producer.once(new AbortController().signal).catch(() => {})
    await clock.advance(60_000)
  }
  expect(chain.tip.header.height).toBeGreaterThan(96)
  expect(producer.waiting).toMatch(/no majority/)
  for (let hour = 0; hour < 30; hour++) {
    void producer.once(new AbortController().signal).catch(() => {})
    await clock.advance(3_600_000)
  }
  expect(chain.final).toBeGreaterThan(96)
  await tab.close()
})
