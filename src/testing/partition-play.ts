import type { Amount } from '#chain/amount.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import type { BlockId } from '#chain/ids.ts'
import { assert, known } from '#lib/assert.ts'
import { makeTransaction } from '#node/pool/make-transaction.ts'
import { TEST_GENESIS_TIME, testAccount } from './chain-builder.ts'
import { createFakeClock } from './fake-clock.ts'
import { MemoryHub } from './memory-hub.ts'
import { createSeededRandom } from './seeded-random.ts'
import { TestTab } from './test-tab.ts'

/** The errors of the tabs' clocks. */
const SKEWS_MS = [0, 2_000, -2_000, 900, -1_400, 0, 1_700, -600, 300]

/**
 * Producers whose links are cut and restored while they pay each other. Every step compares the final blocks
 * of all tabs: two that differ at one height, or one that a tab reverts, end the play.
 */
export class PartitionPlay {
  readonly tabs: readonly TestTab[]
  readonly payments: { readonly tab: TestTab; readonly txId: string }[] = []
  readonly #clock = createFakeClock(TEST_GENESIS_TIME)
  readonly #hub: MemoryHub
  /** Blocks that some tab reported as final, by height. */
  readonly #final = new Map<number, BlockId>()
  readonly #seen = new Map<TestTab, number>()

  constructor(genesis: GenesisParameters, count: number, seed: string) {
    const random = createSeededRandom(seed)
    this.#hub = new MemoryHub({ clock: this.#clock, random, delayMs: [20, 300] })
    this.tabs = Array.from(
      { length: count },
      (_, i) =>
        new TestTab(i + 1, { genesis, hub: this.#hub, clock: this.#clock, random, skewMs: SKEWS_MS[i] ?? 0 }),
    )
  }

  async open(): Promise<void> {
    for (const tab of this.tabs) await tab.open()
  }

  async close(): Promise<void> {
    for (const tab of this.tabs) await tab.close()
  }

  /** Separates tabs by their positions; those in no group form one more. */
  part(...groups: readonly (readonly number[])[]): void {
    this.#hub.partition(...groups.map(group => group.map(place => this.#name(place))))
  }

  /** Drops what these tabs send to the others. */
  mute(...places: readonly number[]): void {
    const muted = places.map(place => this.#name(place))
    const others = this.tabs.map(({ name }) => name).filter(name => !muted.includes(name))
    this.#hub.mute(muted, others)
  }

  heal(): void {
    this.#hub.heal()
  }

  /** Lets time pass, in which each tab makes a payment every `payEverySeconds`. */
  async pass(seconds: number, payEverySeconds = Number.POSITIVE_INFINITY): Promise<void> {
    for (let second = 1; second <= seconds; second++) {
      await this.#clock.advance(1_000)
      if (second % payEverySeconds === 0) for (const tab of this.tabs) await this.#pay(tab)
      await this.#checkFinal()
    }
  }

  /** Whether all are on one chain, except for a block or two under way. */
  isOneChain(): boolean {
    const lowest = Math.min(...this.tabs.map(({ node }) => node.chain.tip.header.height))
    const at = this.tabs.map(({ node: { chain } }) => {
      for (const { header } of chain.tree.back(chain.tip)) if (header.height <= lowest - 2) return header.id
      return undefined
    })
    return new Set(at).size === 1
  }

  /**
   * Payments that are neither in the chain nor waiting: in the pool or, beyond a sender's share of it, in the
   * payer's own list, from which they are offered again.
   */
  async lost(): Promise<string[]> {
    const lost = []
    for (const { tab, txId } of this.payments) {
      const isHeld =
        (await tab.node.chain.store.tx(txId)) !== undefined ||
        tab.node.mempool.get(txId as never) !== undefined ||
        tab.node.own.get(txId as never)?.status === 'pending'
      if (!isHeld) lost.push(`${txId} of ${tab.name}`)
    }
    return lost
  }

  #name(place: number): string {
    return known(this.tabs[place], 'tab').name
  }

  async #pay(tab: TestTab): Promise<void> {
    const own = known(tab.node.wallet.addresses()[0], 'address')
    const to = testAccount(50).address
    const made = await makeTransaction(tab.node, own, {
      kind: 'transfer',
      to,
      amount: 1n as Amount,
      memo: '',
    })
    assert(made.ok, 'a payment can be made')
    if ((await tab.node.outbox.submit(made.value)).ok) this.payments.push({ tab, txId: made.value.id })
  }

  async #checkFinal(): Promise<void> {
    for (const tab of this.tabs) {
      const { chain } = tab.node
      const before = this.#seen.get(tab) ?? 0
      assert(chain.final >= before, `${tab.name} reports a final height below ${before}, which was final`)
      for (let height = before + 1; height <= chain.final; height++) {
        const row = known(await chain.store.blockAt(height), `final block ${height}`)
        const agreed = this.#final.get(height) ?? row.id
        assert(
          row.id === agreed,
          `two blocks are final at height ${height}: ${row.id} for ${tab.name}, ${agreed} before`,
        )
        this.#final.set(height, agreed)
      }
      // its earlier final block is still on its chain
      const held = before > 0 ? (await chain.store.blockAt(before))?.id : undefined
      assert(before === 0 || held === this.#final.get(before), `${tab.name} undid the final block ${before}`)
      this.#seen.set(tab, chain.final)
    }
  }
}
