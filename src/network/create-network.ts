import type { Libp2p } from '@libp2p/interface'
import type { PeerId } from '#lib/peer-id.ts'
import { createLibp2p, type Services } from './create-libp2p.ts'
import { type Topics, topicsOf } from './gossip-parameters.ts'
import type { HandLinks } from './hand-links/hand-links.ts'
import { KnownPeers } from './known-peers.ts'
import { Libp2pNetwork } from './libp2p-network.ts'
import type { Network } from './network.ts'
import type { NetworkOptions } from './network-options.ts'
import { peerIdFromSeed, privateKeyFromSeed } from './peer-id.ts'
import { PeerScores } from './scoring.ts'
import { LinkTable } from './transport/link-table.ts'

/** A network and its libp2p node, for other protocols on the same links. */
export interface OpenNetwork {
  readonly network: Network
  readonly libp2p: Libp2p<Services>
  readonly topics: Topics
  /** Links by offers and answers that people carry; the code is loaded at the first call. */
  readonly handLinks: () => Promise<HandLinks>
}

/** The peer-to-peer network over the page's data channels. Nothing is dialled or accepted before `start`. */
export async function createNetwork(options: NetworkOptions): Promise<OpenNetwork> {
  const { clock, random, identitySeed, handlers } = options
  const self = peerIdFromSeed(identitySeed)
  const scores = new PeerScores(clock)
  let network: Libp2pNetwork | undefined

  const known = new KnownPeers(self, options.knownPeers, { clock, random }, () =>
    network?.neighbourhood.knownChanged(),
  )
  const isUnwelcome = (peerId: PeerId) =>
    known.isBanned(peerId) || known.isRefused(peerId) || scores.isUnwelcome(peerId)
  const table = new LinkTable(self, clock, isUnwelcome)
  const topics = topicsOf(options.networkId)

  const privateKey = await privateKeyFromSeed(identitySeed)
  const node = await createLibp2p({
    privateKey,
    topics,
    table,
    score: peerId => scores.score(peerId),
    version: options.version,
    transport: {
      table,
      clock,
      open: (peerId, timeoutMs, signal) => {
        if (!network) throw new Error('libp2p dialled before the network was made')
        return network.neighbourhood.channels.open(peerId, timeoutMs, signal)
      },
      onRefused: (peerId, code) => handlers.onEvent('link-refused', { peerId, code }),
      onUpgradeFailed: (peerId, reason) => handlers.onEvent('link-failed', { peerId, reason }),
    },
  })
  const made = new Libp2pNetwork({ ...options, ...node, privateKey, self, scores, known, table, topics })
  network = made
  return { network: made, libp2p: node.libp2p, topics, handLinks: () => made.handLinks() }
}
