import { ADDRESS_BYTES, addressFromBytes } from '../address.ts'
import type { ConsensusRules } from '../apply/consensus-rules.ts'
import { filesRoot, receiptsRoot, transactionsRoot } from '../block/block-roots.ts'
import type { Header, Seal } from '../block/header.ts'
import { assembleHeader } from '../block/header-codec.ts'
import { ZERO_HASH } from '../hash.ts'
import type { BlockId, Height } from '../ids.ts'
import { writeAccount } from '../state/account.ts'
import { emptyState, type State } from '../state/state.ts'
import { StateDraft } from '../state/state-draft.ts'
import type { GenesisParameters } from './genesis.ts'
import { networkIdOf } from './network-id.ts'
import { rulesVersionAt } from './rules-version.ts'

/**
 * Block 0 and its state, which every node constructs from the parameters. It has no transactions, no work and
 * no producer.
 */
export function genesisBlock(
  params: GenesisParameters,
  engine: Pick<ConsensusRules, 'found'>,
  seal: Seal,
): { header: Header; state: State } {
  const draft = new StateDraft(emptyState())
  for (const [address, balance] of params.allocations) writeAccount(draft, address, { balance, nonce: 0 })
  engine.found(draft)
  const state = emptyState().with(draft.changes())

  const header = assembleHeader({
    version: rulesVersionAt(params, 0),
    networkId: networkIdOf(params),
    height: 0 as Height,
    parent: ZERO_HASH as BlockId,
    timestamp: params.timestamp,
    txRoot: transactionsRoot([]),
    stateRoot: state.root(),
    receiptRoot: receiptsRoot([]),
    fileRoot: filesRoot([]),
    producer: addressFromBytes(new Uint8Array(ADDRESS_BYTES)),
    seal,
  })
  return { header, state }
}
