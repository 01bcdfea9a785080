import type { NodeApi } from '#api/calls.ts'
import { createLocalApi } from '#api/local-api.ts'
import type { ContractRuntime } from '#chain/apply/contract-runtime.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import type { HandlerContext } from '#node/handlers/context.ts'
import { createHandlers } from '#node/handlers/create-handlers.ts'
import { StorageReader } from '#node/screens/storage-reader.ts'
import type { TabNode } from '#node/tab-node.ts'
import { TEST_GENESIS_TIME } from './chain-builder.ts'
import { onlyDeclared } from './contract/only-declared.ts'
import { createFakeClock, type FakeClock } from './fake-clock.ts'
import { createMemoryDrafts } from './memory-drafts.ts'
import { MemoryHub } from './memory-hub.ts'
import { createSeededRandom } from './seeded-random.ts'
import { TestTab } from './test-tab.ts'

/** A single tab, with the calls that its page would make. */
export interface SingleTab {
  readonly tab: TestTab
  readonly node: TabNode
  readonly clock: FakeClock
  readonly api: NodeApi
  /** Lets the tab make one block, however long it takes. */
  mine(): Promise<void>
}

/** Its wallet has the one address `main`, of test account 1. It makes blocks only on request. */
export async function openSingleTab(
  genesis: GenesisParameters,
  contracts?: ContractRuntime,
): Promise<SingleTab> {
  const clock = createFakeClock(TEST_GENESIS_TIME)
  const random = createSeededRandom('single')
  const tab = new TestTab(1, { genesis, hub: new MemoryHub({ clock, random }), clock, random, contracts })
  await tab.open()
  const { node } = tab
  node.producer.choose({ on: false, keepMining: false })
  return {
    tab,
    node,
    clock,
    api: apiOf(node, clock),
    async mine() {
      const { height } = node.chain.tip.header
      const made = node.producer.once(new AbortController().signal)
      while (node.chain.tip.header.height === height) await clock.advance(5_000)
      await made
    },
  }
}

/** The calls of a tab's page. */
export function apiOf(
  node: TabNode,
  clock: FakeClock,
  reset: HandlerContext['reset'] = async () => {},
): NodeApi {
  const handlers = createHandlers({
    node,
    settings: {
      get: async () => undefined,
      set: async () => {},
      delete: async () => {},
      all: async () => ({}),
    },
    drafts: createMemoryDrafts(),
    random: createSeededRandom('handlers'),
    profile: 0,
    version: '1.2.3',
    origin: 'https://example.org/',
    signalingUrl: undefined,
    fetch: () => Promise.reject(new Error('there is no server')),
    storage: new StorageReader(clock),
    handLinks: () => Promise.reject(new Error('a network in memory has no links by hand')),
    files: () => Promise.reject(new Error('this node shares no files')),
    reset,
  })
  return createLocalApi(onlyDeclared(handlers))
}
