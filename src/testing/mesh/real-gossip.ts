import { type GossipSub, gossipsub } from '@libp2p/gossipsub'
import type { PeerId as Libp2pPeerId } from '@libp2p/interface'
import { peerIdFromString } from '@libp2p/peer-id'
import { multiaddr } from '@multiformats/multiaddr'
import { assert, known } from '#lib/assert.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { FileGossip } from '#network/file-gossip.ts'
import { Gossip } from '#network/gossip.ts'
import { gossipParameters, topicsOf } from '#network/gossip-parameters.ts'
import type { Verdict } from '#network/network.ts'
import { peerIdFromSeed, privateKeyFromSeed } from '#network/peer-id.ts'
import { LISTEN_ADDRESS } from '#network/transport/port-transport.ts'
import { RecordingHandlers, TEST_NETWORK_ID } from '../network-node.ts'
import { createSeededRandom } from '../seeded-random.ts'
import { createEventClock, type EventClock } from './event-clock.ts'
import type { Graph } from './graph.ts'
import { Lines } from './lines.ts'
import { withSimulatedTime } from './simulated-time.ts'
import type { Spread, SpreadMessage } from './spread.ts'

/** What gossipsub does with a message that it read from a stream. */
interface Receiver {
  decodeRpc(bytes: Uint8Array): unknown
  handleReceivedRpc(from: Libp2pPeerId, rpc: unknown): Promise<void>
}

interface Topology {
  onConnect(peerId: Libp2pPeerId, connection: object): void
}

interface RealTab {
  readonly id: Libp2pPeerId
  readonly pubsub: GossipSub
  readonly topologies: readonly Topology[]
}

export interface RealMessage extends Omit<SpreadMessage, 'rpcBytes' | 'dataBytes'> {
  readonly kind: 'transactions' | 'blocks'
  readonly data: Uint8Array
}

/**
 * Spreads messages by gossipsub's own code and the product's parameters and checks, over the same lines as
 * the model of `spread.ts`, in simulated time. Streams, Noise and handlers of the chain are left out. Ten
 * thousand tabs need a minute and 1.8 GB.
 */
export async function spreadReally(
  graph: Graph,
  messages: readonly RealMessage[],
  seed: string,
): Promise<Spread[]> {
  const clock = createEventClock()
  return withSimulatedTime(clock, async () => {
    const lines = new Lines(graph.links.length, seed, clock)
    const arrivals: { onFirst: (tab: number, from: PeerId) => number } = { onFirst: () => 0 }
    const tabs = await startTabs(graph, clock, (tab, from) => arrivals.onFirst(tab, from))
    connect(graph, tabs, lines)
    // Until every mesh has its links.
    await clock.advance(15_000)
    const spreads: Spread[] = []
    for (const message of messages) spreads.push(await spreadOne(tabs, message, lines, clock, arrivals))
    for (const { pubsub } of tabs) await (pubsub as unknown as { stop(): Promise<void> }).stop()
    return spreads
  })
}

async function spreadOne(
  tabs: readonly RealTab[],
  { from, data, relayAfterMs, kind }: RealMessage,
  lines: Lines,
  clock: EventClock,
  arrivals: { onFirst: (tab: number, from: PeerId) => number },
): Promise<Spread> {
  const places = new Map(tabs.map(({ id }, i) => [id.toString(), i]))
  const hops = Array<number>(tabs.length).fill(-1)
  const afterMs = Array<number>(tabs.length).fill(Number.POSITIVE_INFINITY)
  const start = clock.now()
  hops[from] = 0
  afterMs[from] = 0
  lines.forget()
  arrivals.onFirst = (tab, source) => {
    hops[tab] = (hops[known(places.get(source), 'source')] as number) + 1
    afterMs[tab] = clock.now() - start
    return relayAfterMs
  }
  await (tabs[from] as RealTab).pubsub.publish(topicsOf(TEST_NETWORK_ID)[kind], data)
  await clock.advance(20_000)
  const { bytesIn, bytesOut, messagesIn } = lines
  return { hops, afterMs, bytesIn: [...bytesIn], bytesOut: [...bytesOut], messagesIn: [...messagesIn] }
}

function startTabs(
  graph: Graph,
  clock: EventClock,
  onFirst: (tab: number, from: PeerId) => number,
): Promise<RealTab[]> {
  const topics = topicsOf(TEST_NETWORK_ID)
  return Promise.all(
    graph.links.map(async (_, n): Promise<RealTab> => {
      const seed = createSeededRandom(`tab/${n}`).bytes(32)
      const id = peerIdFromString(peerIdFromSeed(seed))
      const topologies: Topology[] = []
      const components = {
        peerId: id,
        privateKey: await privateKeyFromSeed(seed),
        logger: { forComponent: silentLog },
        peerStore: { merge: async () => {}, get: async () => undefined },
        connectionManager: { getConnections: () => [] },
        registrar: {
          handle: async () => {},
          unhandle: async () => {},
          unregister: () => {},
          register: async (_: string, topology: Topology) => `${topologies.push(topology)}`,
        },
      }
      const pubsub = gossipsub(gossipParameters(topics, () => 0))(components as never) as GossipSub
      await (pubsub as unknown as { start(): Promise<void> }).start()
      const verdict = (from: PeerId): Verdict => ({ verdict: 'valid', afterMs: onFirst(n, from) })
      new Gossip({
        pubsub,
        topics,
        clock,
        handlers: {
          onTransaction: async (_, from) => verdict(from),
          onBlock: async (_, from) => verdict(from),
          onFault: fault => {
            throw fault
          },
        },
        files: new FileGossip({
          identitySeed: seed,
          networkId: TEST_NETWORK_ID,
          clock,
          handlers: new RecordingHandlers(),
          isKnown: () => true,
          isLarge: () => false,
        }),
        isLinked: () => true,
        joined: async () => true,
        penalise: (_, { message }) => assert(false, message),
      }).start()
      return { id, pubsub, topologies }
    }),
  )
}

/** Both ends of every link open their streams, as after a handshake. */
function connect(graph: Graph, tabs: readonly RealTab[], lines: Lines): void {
  for (const [a, neighbours] of graph.links.entries()) {
    for (const b of neighbours) {
      const { topologies } = tabs[a] as RealTab
      const { id } = tabs[b] as RealTab
      // The protocol of the latest version, as peers negotiate it.
      topologies[0]?.onConnect(id, {
        status: 'open',
        direction: a < b ? 'outbound' : 'inbound',
        remotePeer: id,
        remoteAddr: multiaddr(LISTEN_ADDRESS),
        newStream: async () => streamTo(a, b, tabs, lines),
      })
    }
  }
}

function streamTo(from: number, to: number, tabs: readonly RealTab[], lines: Lines): EventTarget {
  const { id } = tabs[from] as RealTab
  const receiver = (tabs[to] as RealTab).pubsub as unknown as Receiver
  const send = (data: { subarray(): Uint8Array }) => {
    const prefixed = data.subarray()
    const bytes = prefixed.subarray(prefixed.findIndex(byte => byte < 0x80) + 1)
    lines.send(from, to, bytes.length, () => void receiver.handleReceivedRpc(id, receiver.decodeRpc(bytes)))
  }
  return Object.assign(new EventTarget(), {
    protocol: '/meshsub/1.2.0',
    send,
    close: async () => {},
    abort: () => {},
  })
}

const silentLog = () => Object.assign(() => {}, { error: () => {}, trace: () => {}, newScope: silentLog })
