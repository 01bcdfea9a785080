import type { BootRequest } from '#api/boot.ts'
import type { ContractRuntime } from '#chain/apply/contract-runtime.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { networkIdOf } from '#chain/genesis/network-id.ts'
import { createSignatureVerifier, singleOf } from '#chain/signature.ts'
import type { Chain } from '#node/chain/chain.ts'
import { openChain } from '#node/chain/open-chain.ts'
import { createTurn } from '#node/verify/create-turn.ts'
import { createNativeVerify } from '#node/verify/native-verify.ts'
import { rememberVerified } from '#node/verify/remember-verified.ts'
import { spawnVerifyWorker } from '#node/verify/spawn-verify-worker.ts'
import { spreadVerify } from '#node/verify/spread-verify.ts'
import type { ChainStore, StoredChain } from '#storage/chain-store.ts'
import { createDexieChainStore } from '#storage/dexie-chain-store.ts'
import { chainDatabaseName, openChainDatabase } from '#storage/schema.ts'
import type { Machine } from './machine.ts'

/** This tab's chain of a network. */
export interface TabChain {
  readonly chain: Chain
  readonly stored: StoredChain
  /** Opens its database again after it was deleted. */
  readonly reopenStore: () => ChainStore
}

/** Opens a network's chain from its database, with signatures checked on all threads. */
export async function openTabChain(
  genesis: GenesisParameters,
  contracts: Promise<ContractRuntime>,
  { profile, version }: Pick<BootRequest, 'profile' | 'version'>,
  { clock, otherThreads }: Machine,
): Promise<TabChain> {
  const verifyBatch = rememberVerified(
    spreadVerify({
      here: createSignatureVerifier(createNativeVerify(crypto.subtle)),
      spawn: spawnVerifyWorker,
      maxHelpers: otherThreads,
      turn: createTurn(),
    }),
  )
  const openStore = () =>
    createDexieChainStore(openChainDatabase(chainDatabaseName(networkIdOf(genesis), profile)))
  const opened = await openChain({
    genesis,
    store: openStore(),
    verify: singleOf(verifyBatch),
    verifyBatch,
    clock,
    contracts: await contracts,
    version,
  })
  return { ...opened, reopenStore: openStore }
}
