import type { Amount } from '#chain/amount.ts'
import { readAccount } from '#chain/state/account.ts'
import { known } from '#lib/assert.ts'
import { type Random, shuffled } from '#lib/random.ts'
import { makeTransaction } from '#node/pool/make-transaction.ts'
import { TEST_GENESIS_TIME, testAccount, testNetwork } from './chain-builder.ts'
import { createFakeClock } from './fake-clock.ts'
import { MemoryHub } from './memory-hub.ts'
import { createSeededRandom } from './seeded-random.ts'
import { TestTab } from './test-tab.ts'

/** A payment that a tab accepted, which must not get lost. */
interface SentPayment {
  readonly tab: TestTab
  readonly txId: string
}

/** A world of tabs with random events from a seed. */
export interface Walk {
  readonly tabs: readonly TestTab[]
  readonly hub: MemoryHub
  readonly payments: readonly SentPayment[]
  /** Causes one random event, then lets some time pass. */
  step(): Promise<void>
  /** Reopens and links all tabs, and lets them mine until nothing waits. */
  settle(): Promise<void>
  end(): Promise<void>
}

/** Messages are delayed, reordered, duplicated and lost; tabs mine, pay, part, meet, close and open. */
export async function createRandomWalk(seed: string, count: number): Promise<Walk> {
  const random = createSeededRandom(seed)
  const clock = createFakeClock(TEST_GENESIS_TIME)
  const hub = new MemoryHub({ clock, random, delayMs: [5, 400], duplicates: 10, losses: 10 })
  const accounts = Array.from({ length: count }, (_, i) => testAccount(i + 1))
  const genesis = testNetwork({}, accounts)
  const tabs = Array.from({ length: count }, (_, i) => new TestTab(i + 1, { genesis, hub, clock, random }))
  const payments: SentPayment[] = []
  for (const tab of tabs) await tab.open()

  const pick = (): TestTab => known(tabs[random.below(tabs.length)], 'tab')
  const things: (() => Promise<void> | void)[] = [
    () => mine(pick(), random),
    () => mine(pick(), random),
    () => pay(pick(), pick()),
    () => pay(pick(), pick()),
    () => pay(pick(), pick()),
    () => part(),
    () => hub.heal(),
    () => restart(pick()),
  ]

  function mine(tab: TestTab, luck: Random): void {
    if (tab.running) tab.node.producer.choose({ on: luck.below(3) > 0, keepMining: luck.below(2) > 0 })
  }

  async function pay(from: TestTab, to: TestTab): Promise<void> {
    if (!from.running) return
    const { node, account } = from
    const payload = {
      kind: 'transfer',
      to: to.account.address,
      amount: BigInt(1 + random.below(20_000_000)) as Amount,
      memo: '',
    } as const
    const own = known(node.wallet.addresses()[0], 'own address')
    if (readAccount(node.chain.state, account.address).balance === 0n) return
    const tx = await makeTransaction(node, own, payload, { fee: BigInt(1_000 + random.below(9_000)) })
    if (tx.ok && (await node.outbox.submit(tx.value)).ok) payments.push({ tab: from, txId: tx.value.id })
  }

  function part(): void {
    const names = shuffled(tabs, random).map(tab => tab.name)
    const cut = 1 + random.below(names.length - 1)
    hub.partition(names.slice(0, cut), names.slice(cut))
  }

  async function restart(tab: TestTab): Promise<void> {
    if (tab.running) await tab.close()
    else await tab.open()
  }

  return {
    tabs,
    hub,
    payments,

    async step() {
      await known(things[random.below(things.length)], 'thing')()
      await clock.advance(1_000 + random.below(20_000))
    },

    async settle() {
      hub.heal()
      for (const tab of tabs) if (!tab.running) await tab.open()
      for (const tab of tabs) tab.node.producer.choose({ on: true, keepMining: false })
      // Two blocks of one tab end any tie of equal work, then everything that waits gets its time.
      tabs[0]?.node.producer.choose({ on: true, keepMining: true })
      await clock.advance(400_000)
      for (const tab of tabs) tab.node.producer.choose({ on: false, keepMining: false })
      await clock.advance(60_000)
    },

    async end() {
      for (const tab of tabs) await tab.close()
    },
  }
}
