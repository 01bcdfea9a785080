import type { ContractRuntime } from '#chain/apply/contract-runtime.ts'
import { encodeJournal } from '#chain/apply/journal.ts'
import { withContracts } from '#chain/apply/with-contracts.ts'
import { encodeBody } from '#chain/block/body-codec.ts'
import { decodeHeader } from '#chain/block/header-codec.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { genesisBlock } from '#chain/genesis/genesis-block.ts'
import { networkIdOf } from '#chain/genesis/network-id.ts'
import type { BlockId } from '#chain/ids.ts'
import { type BatchVerifier, batchOf, type SignatureVerifier } from '#chain/signature.ts'
import { stateFromEntries } from '#chain/state/state.ts'
import { createEngine } from '#consensus/create-engine.ts'
import type { Engine } from '#consensus/engine.ts'
import { assert } from '#lib/assert.ts'
import type { Clock } from '#lib/clock.ts'
import { Mutex } from '#lib/mutex.ts'
import { type ChainStore, StorageError, type StoredChain } from '#storage/chain-store.ts'
import type { BlockRow } from '#storage/rows.ts'
import { BlockTree, type TreeBlock } from './block-tree.ts'
import type { Chain } from './chain.ts'
import { ForkQuota } from './fork-quota.ts'
import { blockRow } from './import/commit-rows.ts'
import { createChain } from './import/live-chain.ts'
import { RecentStates } from './recent-states.ts'
import { Unjudged } from './unjudged.ts'

interface Dependencies {
  readonly genesis: GenesisParameters
  readonly store: ChainStore
  readonly verify: SignatureVerifier
  /** Without it, `verify` checks batches on this thread. */
  readonly verifyBatch?: BatchVerifier
  readonly clock: Clock
  /** Runs contracts; without it this chain has none. */
  readonly contracts?: ContractRuntime | undefined
  /** The app's version: items that another version could not judge are tried again. */
  readonly version?: string
}

/**
 * Opens the stored chain, or genesis on first use. Checks that the stored state has the root in the stored
 * tip's header, so that a damaged database is noticed at once.
 */
export async function openChain({
  genesis,
  store,
  verify,
  verifyBatch = batchOf(verify),
  clock,
  contracts,
  version = '',
}: Dependencies): Promise<{ chain: Chain; stored: StoredChain }> {
  const engine = withContracts(createEngine(genesis), contracts)
  const stored = await store.load()
  const tree = new BlockTree()
  const { tip, state, final } =
    stored.blocks.length === 0 ? await plantGenesis(genesis, engine, tree, store) : restore(stored, tree)

  const chain = createChain({
    genesis,
    networkId: networkIdOf(genesis),
    engine,
    contracts,
    tree,
    store,
    verify,
    verifyBatch,
    clock,
    exclusive: new Mutex(),
    recent: new RecentStates(),
    unjudged: new Unjudged(version, stored.unjudged),
    forkQuota: quotaOf(stored, tree),
    tip,
    state,
    final,
  })
  chain.recent.keep(tip.header.id, state)
  for (const { id } of chain.unjudged.blocks()) {
    const block = tree.get(id as BlockId)
    if (block && !block.main) tree.setAside(block)
  }
  return { chain, stored }
}

/** The first block is stored like any other, so that peers and screens find it by its height. */
async function plantGenesis(
  genesis: GenesisParameters,
  engine: Engine,
  tree: BlockTree,
  store: ChainStore,
): Promise<Pick<Chain, 'tip' | 'state' | 'final'>> {
  const { header, state } = genesisBlock(genesis, engine, engine.genesisSeal())
  const tip: TreeBlock = { ...engine.genesisRecord(header), header, main: true, stored: true, invalid: false }
  tree.add(tip)
  await store.commit({
    reverted: [],
    extended: [
      {
        block: blockRow(tip, [], { main: 1, reward: 0n, fees: 0n, final: 0, floor: 0 }),
        body: { id: header.id, body: encodeBody([]), undo: encodeJournal([]) },
        txs: [],
      },
    ],
    state: [...state.entries()],
    pending: [],
    wallet: [],
    summary: [],
  })
  return { tip, state, final: 0 }
}

function restore(stored: StoredChain, tree: BlockTree): Pick<Chain, 'tip' | 'state' | 'final'> {
  for (const row of stored.blocks) tree.add(treeBlockOf(row))

  const tipRow = stored.blocks.filter(row => row.main).at(-1)
  const tip = tipRow && tree.get(treeBlockOf(tipRow).header.id)
  const state = stateFromEntries(stored.state.map(({ key, value }) => [key, value] as const))
  if (!tip || !tipRow || state.root() !== tip.header.stateRoot) {
    throw new StorageError(
      'STORAGE_FAILED',
      'the stored state does not match the stored tip; reset this profile’s chain to fetch it again',
    )
  }
  return { tip, state, final: tipRow.final }
}

/** The quota of stored forks; their senders are not stored. */
function quotaOf({ blocks }: StoredChain, tree: BlockTree): ForkQuota {
  const quota = new ForkQuota()
  for (const { id, main, sizeBytes } of blocks) {
    const node = main === 1 ? undefined : tree.get(id)
    if (node) quota.take({ node, from: '', bytes: sizeBytes })
  }
  return quota
}

function treeBlockOf(row: BlockRow): TreeBlock {
  const header = decodeHeader(row.header)
  assert(header.ok, 'a stored header decodes')
  return {
    header: header.value,
    totalWeight: row.totalWeight,
    engine: row.engine,
    main: row.main === 1,
    stored: true,
    invalid: false,
  }
}
