import type { EventType } from '#api/events.ts'
import type { NetworkHandlers } from '#network/network.ts'
import type { Chain } from '#node/chain/chain.ts'
import { setAside } from '#node/chain/import/beyond.ts'
import type { PoolSync } from '#node/pool/pool-sync.ts'
import type { Stem } from '#node/pool/stem.ts'
import type { EventLog } from '#node/screens/event-log.ts'
import type { NodeRows } from '#node/screens/node-rows.ts'
import type { ChainStore } from '#storage/chain-store.ts'
import type { FileListener } from './file-listener.ts'
import type { Relay } from './relay.ts'
import type { Rivals } from './rivals.ts'
import { serveBodies, serveHeaders } from './serve.ts'
import type { Sync } from './sync.ts'

/** The parts of a node that answer the network. */
interface Parts {
  readonly chain: Chain
  readonly events: EventLog
  readonly relay: Relay
  readonly sync: Sync
  readonly files: FileListener | undefined
  readonly stem: Stem
  readonly poolSync: PoolSync
  readonly rivals: Rivals
  readonly rows: NodeRows
  readonly guard: { write(task: (store: ChainStore) => Promise<void>): Promise<void> }
  signaling: 'connecting' | 'online' | 'offline'
  signalingServer: string | undefined
}

/** The network's handlers, answered by the node's parts. */
export function networkHandlers(node: Parts): NetworkHandlers {
  const { chain, events, relay, sync, stem, poolSync, rivals, rows, guard } = node
  return {
    head: () => {
      const { header, totalWeight } = chain.tip
      return { height: header.height, tip: header.id, totalWeight }
    },
    onTransaction: (bytes, from) => relay.transaction(bytes, from),
    onBlock: (announcement, from) => relay.block(announcement, from),
    serveHeaders: (locator, limit) => serveHeaders(chain, locator, limit),
    serveBodies: ids => serveBodies(chain, ids),
    servePool: async held => poolSync.serve(held),
    onStem: (transactions, from) => void stem.receive(transactions, from),
    onFileNews: async (peerId, news) =>
      (await node.files?.received(peerId, news))
        ? { verdict: 'valid' }
        : { verdict: 'unchecked', reason: 'none of its files is recorded or here', code: 'NEWS_ELSEWHERE' },
    onFault: fault => void setAside(chain, fault),
    onPeer: (peer, change) => {
      if (change !== 'head')
        events.emit(change === 'joined' ? 'peer-joined' : 'peer-left', {
          peerId: peer.peerId,
          route: peer.route,
        })
      rows.peersChanged()
      rivals.changed()
      if (change === 'left') {
        poolSync.left(peer.peerId)
        stem.left(peer.peerId)
        node.files?.left(peer.peerId)
      }
      if (change === 'joined') {
        sync.askAnew(peer.peerId)
        poolSync.joined(peer.peerId)
        node.files?.joined(peer.peerId)
      } else if (change === 'head') sync.nudge()
    },
    onEvent: (type, data) => events.emit(type as EventType, data as never),
    onSignaling: (status, server) => {
      node.signaling = status
      node.signalingServer = server
      rows.networkChanged()
    },
    onReach: () => rows.networkChanged(),
    onKnownPeers: peers => void guard.write(store => store.putKnownPeers(peers)),
  }
}
