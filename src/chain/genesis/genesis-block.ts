import { ADDRESS_BYTES, addressFromBytes } from '../address.ts'
import { NO_FILES_ROOT, receiptsRoot, transactionsRoot } from '../block/block-roots.ts'
import type { Header, Seal } from '../block/header.ts'
import { assembleHeader, HEADER_VERSION } from '../block/header-codec.ts'
import { ZERO_HASH } from '../hash.ts'
import type { BlockId, Height } from '../ids.ts'
import { writeAccount } from '../state/account.ts'
import { emptyState, type State } from '../state/state.ts'
import type { GenesisParameters } from './genesis.ts'
import { networkIdOf } from './network-id.ts'

/** Block 0, which every node makes for itself from the parameters, and its state. It has no transactions, no work and no producer. */
export function genesisBlock(params: GenesisParameters, seal: Seal): { header: Header; state: State } {
  const state = params.allocations.reduce(
    (allocated, [address, balance]) => writeAccount(allocated, address, { balance, nonce: 0 }),
    emptyState(),
  )
  const header = assembleHeader({
    version: HEADER_VERSION,
    networkId: networkIdOf(params),
    height: 0 as Height,
    parent: ZERO_HASH as BlockId,
    timestamp: params.timestamp,
    txRoot: transactionsRoot([]),
    stateRoot: state.root(),
    receiptRoot: receiptsRoot([]),
    fileRoot: NO_FILES_ROOT,
    producer: addressFromBytes(new Uint8Array(ADDRESS_BYTES)),
    seal,
  })
  return { header, state }
}
