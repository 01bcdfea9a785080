import type { GenesisParameters } from '../chain/genesis/genesis.ts'
import { createSignatureVerifier } from '../chain/signature.ts'
import type { Clock } from '../lib/clock.ts'
import type { Random } from '../lib/random.ts'
import { openChain } from '../node/open-chain.ts'
import { TabNode } from '../node/tab-node.ts'
import type { StorageError } from '../storage/chain-store.ts'
import { type TestAccount, testAccount } from './chain-builder.ts'
import { createFakeMiner } from './fake-miner.ts'
import { createMemoryChainStore, createMemoryDisk } from './memory-chain-store.ts'
import type { MemoryHub } from './memory-network.ts'
import { createTestWallet } from './test-wallet.ts'

interface World {
  readonly genesis: GenesisParameters
  readonly hub: MemoryHub
  readonly clock: Clock
  readonly random: Random
}

/** A tab in a test's world: a node on a memory network, with a disk that outlives its restarts. */
export class TestTab {
  readonly name: string
  readonly account: TestAccount
  readonly #world: World
  readonly #disk = createMemoryDisk()
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

  /** From now on the database fails like this, or works again. */
  breakStorage(fault: StorageError | undefined): void {
    this.#store?.failWith(fault)
  }

  get running(): boolean {
    return this.#node !== undefined
  }

  async open(): Promise<void> {
    const { genesis, hub, clock, random } = this.#world
    const store = createMemoryChainStore(this.#disk)
    this.#store = store
    const { chain, stored } = await openChain({ genesis, store, verify: createSignatureVerifier(), clock })
    this.#node = await TabNode.start({
      chain,
      stored,
      wallet: createTestWallet(this.account),
      miner: createFakeMiner({ clock, random, meanMs: 10_000 }),
      createNetwork: async handlers => hub.create(this.name, handlers),
    })
  }

  /** As a tab is closed or crashes: what is in memory is gone, what is on the disk stays. */
  async close(): Promise<void> {
    await this.#node?.stop()
    this.#node = undefined
  }
}
