import type { TxId } from '#chain/ids.ts'
import type { Transaction } from '#chain/transaction/transaction.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { Network } from '#network/network.ts'
import type { Chain } from '#node/chain/chain.ts'
import type { Mempool } from '#node/pool/mempool.ts'
import type { Outbox } from '#node/pool/outbox.ts'
import type { EventLog } from '#node/screens/event-log.ts'
import type { StorageError } from '#storage/chain-store.ts'
import type { RivalRow } from '#storage/rows.ts'
import type { Wallet } from '#wallet/wallet.ts'
import { BlockReports } from './block-reports.ts'
import { Offences } from './offences.ts'
import { Relay } from './relay.ts'
import { Rivals } from './rivals.ts'
import { Sync } from './sync.ts'

interface Dependencies {
  readonly chain: Chain
  readonly wallet: Wallet
  readonly events: EventLog
  readonly mempool: Mempool
  readonly outbox: Outbox
  readonly network: () => Network
  /** Whether the database fails, so that fetched blocks could not be stored. */
  readonly paused: () => boolean
  readonly show: (row: RivalRow) => void
  /** The pool admitted a transaction. */
  readonly onAdmitted: (tx: Transaction, from: PeerId | 'self') => void
  /** A hidden transaction is public now. */
  readonly onPublic: (id: TxId) => void
  readonly onSyncState: () => void
  readonly onStorageFault: (error: StorageError) => void
  readonly onJudgingFault: () => void
}

/** The parts that follow the peers. */
export interface Following {
  readonly relay: Relay
  readonly sync: Sync
  readonly rivals: Rivals
  readonly offences: Offences
  readonly reports: BlockReports
}

/**
 * Creates the parts that follow the peers, and connects them. The reports listen to the chain last, so that a
 * move is reported after every part that was created before handled it.
 */
export function createFollowing(deps: Dependencies): Following {
  const { chain, wallet, events, mempool, outbox, network } = deps
  const onOutcome: BlockReports['imported'] = (outcome, from) => reports.imported(outcome, from)
  const onUnchecked: BlockReports['unchecked'] = (header, why, from) => reports.unchecked(header, why, from)
  const rivals = new Rivals({ chain, network, show: deps.show })
  const relay = new Relay({
    ...{ chain, mempool, network, onOutcome, onUnchecked },
    onAdmitted: deps.onAdmitted,
    onPublic: deps.onPublic,
    onBehind: from => sync.retry(from),
    onBodiless: from => sync.gaveNoBody(from),
  })
  const sync = new Sync({
    ...{ chain, network, events, onOutcome, onUnchecked },
    paused: deps.paused,
    onRival: (peerId, rival) => rivals.looked(peerId, rival),
    onState: deps.onSyncState,
  })
  const offences = new Offences({ chain, mempool, wallet, outbox, events })
  const reports = new BlockReports({
    ...{ chain, events },
    onJudgeable: peerId => sync.judgeable(peerId),
    onStorageFault: deps.onStorageFault,
    onJudgingFault: deps.onJudgingFault,
  })
  return { relay, sync, rivals, offences, reports }
}
