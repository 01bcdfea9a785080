import { expect, test } from 'vitest'
import type { Amount } from '#chain/amount.ts'
import type { TxId } from '#chain/ids.ts'
import { known } from '#lib/assert.ts'
import { TEST_GENESIS_TIME, testAccount, testNetwork } from '#testing/chain-builder.ts'
import { effort } from '#testing/effort.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { MemoryHub } from '#testing/memory-hub.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { type Received, Spy } from '#testing/spy.ts'
import { TestTab } from '#testing/test-tab.ts'
import { makeTransaction } from './make-transaction.ts'

/** A spy's guesses of a payment's maker, from the messages that it received. */
const GUESSES = {
  'the first sender': ({ from }: Received) => from[0],
  'the most frequent sender': ({ from }: Received) => {
    const count = (peer: string) => from.filter(other => other === peer).length
    return [...from].sort((a, b) => count(b) - count(a))[0]
  },
  'the only sender, else not a sender of all': ({ from, alone }: Received) =>
    alone ?? from.find(peer => peer !== from[0]),
} as const

/**
 * Each tab of a full mesh makes a payment that waits for a minute. Counts the makers that the spy finds, by
 * way of guessing.
 */
async function spyOn(seed: string, count: number): Promise<Record<string, number>> {
  const clock = createFakeClock(TEST_GENESIS_TIME)
  const random = createSeededRandom(seed)
  const hub = new MemoryHub({ clock, random, delayMs: [5, 400] })
  const numbers = Array.from({ length: count }, (_, i) => i + 1)
  const genesis = testNetwork({}, numbers.map(testAccount))
  const tabs = numbers.map(n => new TestTab(n, { genesis, hub, clock, random, verify: async () => true }))
  for (const tab of tabs) await tab.open()
  const head = () => ({ height: 0, tip: known(tabs[0], 'tab').node.chain.tip.header.id, totalWeight: 0n })
  const spy = new Spy(hub, head)
  await spy.start()
  await clock.advance(3_000)

  const makers = new Map<TxId, string>()
  for (const { node, name } of tabs) {
    const payload = { kind: 'transfer', to: testAccount(99).address, amount: 1n as Amount, memo: '' } as const
    const tx = await makeTransaction(node, known(node.wallet.addresses()[0], 'own'), payload)
    if (!tx.ok) throw new Error(tx.error.message)
    makers.set(tx.value.id, name)
    await node.outbox.submit(tx.value)
    await clock.advance(random.below(300))
  }
  await clock.advance(60_000)
  const right: Record<string, number> = {}
  for (const [name, guess] of Object.entries(GUESSES))
    right[name] = [...makers].filter(([id, maker]) => guess(spy.of(id)) === maker).length
  for (const tab of tabs) {
    expect(tab.node.mempool.readyQueues()).toHaveLength(count)
    await tab.close()
  }
  await spy.stop()
  return right
}

/**
 * In a full mesh a spy is a peer like any other: one in `n` tabs sends it a payment before any other peer,
 * which cannot be avoided. A random guess is right once in `n`.
 */
test.each([
  [5, effort(30, 1_000)],
  [8, effort(10, 500)],
])('a spy linked with each of %i tabs names few makers of payments', async (count, worlds) => {
  const rates: Record<string, number> = {}
  for (let i = 0; i < worlds; i++) {
    for (const [name, right] of Object.entries(await spyOn(`spy ${i}`, count)))
      rates[name] = (rates[name] ?? 0) + right / worlds
  }
  // in multiples of a random guess
  expect(rates['the first sender']).toBeLessThan(1.5)
  expect(rates['the most frequent sender']).toBeLessThan(1.5)
  // its maker sends it one payment of `count`, and for the others it can exclude one tab
  expect(rates['the only sender, else not a sender of all']).toBeLessThan(2.1)
  if (process.env.TEST_LONG) console.info(count, rates)
})
