import type { PeerId } from '#lib/peer-id.ts'
import { nameOfPeer } from './peer-id.ts'
import './promise-with-resolvers.ts'
import { noise } from '@chainsafe/libp2p-noise'
import { type GossipSub, gossipsub } from '@libp2p/gossipsub'
import { type Identify, identify } from '@libp2p/identify'
import type { Libp2p, PrivateKey } from '@libp2p/interface'
import { createLibp2p as create } from 'libp2p'
import { gossipParameters, type Topics } from './gossip-parameters.ts'
import { DIAL_TIMEOUT_MS, MAX_STREAMS_PER_LINK, STREAM_WINDOW_BYTES, UPGRADE_TIMEOUT_MS } from './limits.ts'
import { MAX_LINKS } from './link-messages.ts'
import { HANDSHAKE_PROTOCOL } from './protocols/handshake.ts'
import { HEARTBEAT_PROTOCOL } from './protocols/heartbeat.ts'
import { fairMuxer, type Rank } from './transport/fair-muxer.ts'
import type { LinkTable } from './transport/link-table.ts'
import { LISTEN_ADDRESS, PortTransport, type PortTransportDependencies } from './transport/port-transport.ts'

export type Services = { readonly identify: Identify; readonly pubsub: GossipSub }

export interface Libp2pOptions {
  readonly privateKey: PrivateKey
  readonly topics: Topics
  readonly table: LinkTable
  readonly transport: PortTransportDependencies
  /** A peer's score for gossip, at most 0. */
  readonly score: (peerId: PeerId) => number
  readonly version: string
}

export interface Libp2pNode {
  readonly libp2p: Libp2p<Services>
  readonly transport: PortTransport
}

/**
 * libp2p with one transport, Noise, yamux, identify and gossipsub; not started. It opens no link by itself:
 * the gater allows only dials that have a slot in the link table. Its own limits exceed those of the table,
 * which decides; its ping-based monitor is off, because heartbeats decide whether a link is alive.
 */
export async function createLibp2p(options: Libp2pOptions): Promise<Libp2pNode> {
  const { table, topics, score } = options
  let transport: PortTransport | undefined
  const proven = (_: unknown, connection: object) => transport?.prove(connection) !== true

  const libp2p = await create<Services>({
    privateKey: options.privateKey,
    start: false,
    nodeInfo: { name: 'tabchain', version: options.version, userAgent: `tabchain/${options.version}` },
    addresses: { listen: [LISTEN_ADDRESS] },
    transports: [
      ({ logger }) => {
        transport = new PortTransport(options.transport, logger)
        return transport
      },
    ],
    connectionEncrypters: [noise()],
    streamMuxers: [
      fairMuxer({
        clock: options.transport.clock,
        rankOf,
        yamux: {
          maxInboundStreams: MAX_STREAMS_PER_LINK,
          maxOutboundStreams: MAX_STREAMS_PER_LINK,
          streamOptions: {
            initialStreamWindowSize: STREAM_WINDOW_BYTES,
            maxStreamWindowSize: STREAM_WINDOW_BYTES,
          },
        },
      }),
    ],
    connectionGater: {
      denyDialPeer: peer => table.dialling(nameOfPeer(peer)) === undefined,
      // The browser's default checks for private IP addresses, which do not occur in a peer id.
      denyDialMultiaddr: () => false,
      denyInboundEncryptedConnection: proven,
      denyOutboundEncryptedConnection: proven,
    },
    connectionManager: {
      maxConnections: 2 * MAX_LINKS,
      maxIncomingPendingConnections: MAX_LINKS,
      maxParallelDials: MAX_LINKS,
      dialTimeout: DIAL_TIMEOUT_MS + UPGRADE_TIMEOUT_MS,
      addressDialTimeout: DIAL_TIMEOUT_MS + UPGRADE_TIMEOUT_MS,
      inboundUpgradeTimeout: UPGRADE_TIMEOUT_MS,
      reconnectRetries: 0,
    },
    connectionMonitor: { enabled: false },
    services: {
      identify: identify({ maxInboundStreams: 2, maxOutboundStreams: 2 }),
      pubsub: gossipsub(gossipParameters(topics, score)),
    },
  })
  if (!transport) throw new Error('libp2p did not construct its transport')
  return { libp2p, transport }
}

/** Heartbeats and what opens a stream go first, then blocks and transactions, then files. */
function rankOf(protocol: string): Rank {
  if (protocol === '' || protocol === HEARTBEAT_PROTOCOL || protocol === HANDSHAKE_PROTOCOL) return 'urgent'
  return protocol.startsWith('/ipfs/bitswap/') ? 'files' : 'chain'
}
