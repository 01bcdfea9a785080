import type { ContractRuntime } from '#chain/apply/contract-runtime.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { createSignatureVerifier, type SignatureVerifier } from '#chain/signature.ts'
import { known } from '#lib/assert.ts'
import type { Clock, UnixMs } from '#lib/clock.ts'
import type { Random } from '#lib/random.ts'
import { forgetChain } from '#node/chain/forget-chain.ts'
import { openChain } from '#node/chain/open-chain.ts'
import { SealedOnce } from '#node/produce/sealed-once.ts'
import { type VoteRow, Votes } from '#node/produce/votes.ts'
import { TabNode } from '#node/tab-node.ts'
import type { StorageError } from '#storage/chain-store.ts'
import { type TestAccount, testAccount } from './chain-builder.ts'
import { createFakeMiner } from './fake-miner.ts'
import { createMemoryChainStore, createMemoryDisk } from './memory-chain-store.ts'
import type { MemoryHub } from './memory-hub.ts'
import { createTestWallet } from './test-wallet.ts'

interface World {
  readonly genesis: GenesisParameters
  readonly hub: MemoryHub
  /** The world's; a tab's own clock may be ahead or behind. */
  readonly clock: Clock
  readonly random: Random
  readonly skewMs?: number
  /** Checks signatures, in a millisecond each; by default the real one. */
  readonly verify?: SignatureVerifier
  /** Runs contracts; without it the tab has none. */
  readonly contracts?: ContractRuntime | undefined
  /** That of the app. */
  readonly version?: string
}

/** A tab in a test's world: a node on a memory network, with a disk that outlives its restarts. */
export class TestTab {
  readonly name: string
  readonly account: TestAccount
  readonly #world: World
  #disk = createMemoryDisk()
  /** What the wallet signed, which outlives restarts like the disk. */
  #sealed: readonly string[] = []
  #votes: readonly VoteRow[] = []
  #node: TabNode | undefined
  #store: ReturnType<typeof createMemoryChainStore> | undefined

  constructor(number: number, world: World) {
    this.name = `tab-${number}`
    this.account = testAccount(number)
    this.#world = world
  }

  get node(): TabNode {
    if (!this.#node) throw new Error(`${this.name} does not run`)
    return this.#node
  }

  /** Lets the database fail with this fault from now on, or work again. */
  breakStorage(fault: StorageError | undefined): void {
    this.#store?.failWith(fault)
  }

  get running(): boolean {
    return this.#node !== undefined
  }

  /** Opens the tab, with another app than before if one is given. */
  async open(app: Pick<World, 'contracts' | 'verify' | 'version'> = {}): Promise<void> {
    const world = { ...this.#world, ...app }
    const { genesis, hub, random, skewMs = 0, contracts, verify = createSignatureVerifier(), version } = world
    const clock = skewedClock(this.#world.clock, skewMs)
    const store = createMemoryChainStore(this.#disk)
    this.#store = store
    const { chain, stored } = await openChain({
      genesis,
      store,
      verify,
      clock,
      contracts,
      ...(version === undefined ? {} : { version }),
    })
    this.#node = await TabNode.start({
      chain,
      stored,
      wallet: createTestWallet(this.account),
      miner: createFakeMiner({ clock, random, meanMs: 10_000 }),
      random,
      sealedOnce: await SealedOnce.open({
        load: async () => this.#sealed,
        save: async claims => {
          this.#sealed = [...claims]
        },
      }),
      votes: await Votes.open({
        load: async () => this.#votes,
        save: async votes => {
          this.#votes = [...votes]
        },
      }),
      createNetwork: async handlers => hub.create(this.name, handlers),
    })
  }

  /** Switches to the chain of peers that this tab refuses. */
  async switchToRival(): Promise<void> {
    const { rivals, own } = this.node
    const waiting = own.waitingAbove(known(rivals.heaviest(), 'a chain to switch to').fork)
    await this.close()
    const destroy = async () => {
      this.#disk = createMemoryDisk()
    }
    await forgetChain({ destroy }, () => createMemoryChainStore(this.#disk), waiting)
    await this.open()
  }

  /** Closes or crashes the tab: memory is lost, the disk stays. */
  async close(): Promise<void> {
    await this.#node?.stop()
    this.#node = undefined
  }
}

/** A clock that shows another time and runs as fast. */
const skewedClock = (clock: Clock, skewMs: number): Clock => ({
  now: () => (clock.now() + skewMs) as UnixMs,
  after: (delayMs, task) => clock.after(delayMs, task),
  every: (periodMs, task) => clock.every(periodMs, task),
})
