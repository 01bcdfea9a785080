import { noise } from '@chainsafe/libp2p-noise'
import { yamux } from '@chainsafe/libp2p-yamux'
import { delegatedHTTPRouter } from '@helia/delegated-routing-client'
import { fallbackRouter } from '@helia/fallback-router'
import { type HeliaWithLibp2p, withLibp2pLight } from '@helia/libp2p'
import { generateKeyPair } from '@libp2p/crypto/keys'
import { identify } from '@libp2p/identify'
import type { PeerId as Libp2pPeerId } from '@libp2p/interface'
import { peerIdFromCID } from '@libp2p/peer-id'
import { isPrivate } from '@libp2p/utils'
import { webSockets } from '@libp2p/websockets'
import { type Multiaddr, multiaddr } from '@multiformats/multiaddr'
import { createHeliaLight, type Provider } from 'helia'
import type { Cancel } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { timeoutSignal, withDeadline } from '#lib/timeout-signal.ts'
import { addBitswap, type Bitswap } from './bitswap.ts'
import { parseCid } from './block.ts'
import { BlockView } from './block-view.ts'
import { gatewaySource } from './gateway-source.ts'
import {
  BLOCKS_PER_SOURCE,
  MAX_FOUND_GATEWAYS,
  MAX_FOUND_PEERS,
  MAX_FOUND_PROVIDERS,
  MAX_LIARS,
  MAX_PUBLIC_PEERS,
  PROBE_TIMEOUT_MS,
  PUBLIC_DIAL_TIMEOUT_MS,
  PUBLIC_REDIAL_MS,
  PUBLIC_TIMEOUT_MS,
} from './limits.ts'
import { PeerBlocks } from './peer-blocks.ts'
import type { PublicChoice, PublicIpfsDependencies, PublicSearch } from './public-choice.ts'
import { ReceivedBytes } from './received-bytes.ts'

type Helia = HeliaWithLibp2p

interface Parts extends PublicIpfsDependencies {
  readonly choice: PublicChoice
}

/** Starts a Helia node for the public IPFS. It resolves before any node is linked. */
export async function startPublicHelia(parts: Parts): Promise<PublicHelia> {
  const helia = await createHelia(parts)
  const received = new ReceivedBytes(parts.clock)
  const bitswap = addBitswap(helia, parts.clock)
  await helia.start()
  await received.watch(helia.libp2p, bitswap().network)
  const running = new PublicHelia(parts, helia, bitswap, received)
  await running.start()
  return running
}

/**
 * A Helia node with a libp2p of its own: WebSockets, an identity that lives as long as the setting is on, and
 * only the person's list of nodes. It serves this tab's files to linked IPFS nodes by bitswap. A fetch gets
 * gateways and IPFS nodes as separate sources, because our scheduler divides blocks among sources, while
 * Helia's sessions ask all for each block.
 */
export class PublicHelia {
  readonly #parts: Parts
  readonly #helia: Helia
  readonly #peerBlocks: PeerBlocks
  readonly #chosen: readonly Multiaddr[]
  readonly #searches = new Set<PublicSearch>()
  /** Sources that sent wrong bytes; they are not asked again before the setting changes. */
  readonly #liars = new Set<string>()
  readonly #gone = new Map<string, AbortController>()
  #cancelRedial: Cancel = () => {}

  constructor(parts: Parts, helia: Helia, bitswap: () => Bitswap, received: ReceivedBytes) {
    this.#parts = parts
    this.#helia = helia
    this.#chosen = parts.choice.peers.map(text => multiaddr(text))
    this.#peerBlocks = new PeerBlocks({
      bitswap: async () => bitswap(),
      received,
      onUnrequested: peerId => this.#lied(peerId),
    })
  }

  async start(): Promise<void> {
    const { libp2p } = this.#helia
    await this.#peerBlocks.start()
    libp2p.addEventListener('peer:identify', ({ detail }) => this.#linked(detail.peerId))
    libp2p.addEventListener('peer:disconnect', ({ detail }) => this.#left(detail.toString() as PeerId))
    this.#cancelRedial = this.#parts.clock.every(PUBLIC_REDIAL_MS, () => this.#dialChosen())
    this.#dialChosen()
  }

  async stop(): Promise<void> {
    this.#cancelRedial()
    this.#searches.clear()
    await this.#helia.stop()
  }

  /** The listed IPFS nodes that are linked now. */
  reached(): string[] {
    const linked = new Set(this.#helia.libp2p.getPeers().map(String))
    return this.#chosen.flatMap(address => (linked.has(peerOf(address)) ? [address.toString()] : []))
  }

  /**
   * Calls `add` with every possible source of the file, as they are found and linked, until `signal` aborts.
   */
  async find(search: PublicSearch): Promise<void> {
    if (this.#searches.has(search) || search.signal.aborted) return
    this.#searches.add(search)
    search.signal.addEventListener('abort', () => this.#searches.delete(search), { once: true })
    for (const url of this.#parts.choice.gateways) {
      this.#addGateway(search, url, fallbackRouter({ gateways: [url] }))
    }
    for (const peer of this.#helia.libp2p.getPeers()) void this.#ask(search, peer)
    await this.#lookUp(search)
  }

  /** Adds the providers that the routing servers list: gateways, and IPFS nodes that a page can reach. */
  async #lookUp(search: PublicSearch): Promise<void> {
    if (this.#parts.choice.routers.length === 0) return
    const signal = AbortSignal.any([search.signal, timeoutSignal(this.#parts.clock, PUBLIC_TIMEOUT_MS)])
    let seen = 0
    let gateways = 0
    let peers = 0
    try {
      for await (const provider of this.#helia.routing.findProviders(parseCid(search.cid), { signal })) {
        if (++seen > MAX_FOUND_PROVIDERS) return
        if (provider.protocols?.includes(GATEWAY_PROTOCOL)) {
          if (gateways++ < MAX_FOUND_GATEWAYS) this.#addFound(search, provider)
        } else if (peers < MAX_FOUND_PEERS && provider.multiaddrs.some(isForPages)) {
          peers++
          // A new link is asked when it opens.
          void this.#dial(provider, signal)
        }
      }
    } catch {
      // A server without a valid answer lists no providers.
    }
  }

  async #dial({ id, multiaddrs }: Provider, signal: AbortSignal): Promise<void> {
    const peer = peerIdFromCID(id)
    if (this.#liars.has(peer.toString())) return
    const named = multiaddrs
      .filter(isForPages)
      .map(address => (peerOf(address) ? address : address.encapsulate(`/p2p/${peer.toString()}`)))
    await this.#helia.libp2p.dial(named, { signal }).catch(() => {})
  }

  #addFound(search: PublicSearch, provider: Provider): void {
    const [address] = provider.multiaddrs
    if (!address) return
    this.#addGateway(search, address.toString(), {
      findProviders: async function* () {
        yield provider
      },
    })
  }

  #addGateway(
    { add }: PublicSearch,
    name: string,
    routing: Parameters<typeof gatewaySource>[0]['routing'],
  ): void {
    if (this.#liars.has(name)) return
    add(gatewaySource({ name, routing, logger: this.#helia.logger, onLie: () => this.#lied(name) }))
  }

  #dialChosen(): void {
    const reached = this.reached()
    for (const address of this.#chosen) {
      if (reached.includes(address.toString()) || this.#liars.has(peerOf(address))) continue
      // An unreachable node is tried again later.
      this.#helia.libp2p.dial(address).catch(() => {})
    }
  }

  #linked(peer: Libp2pPeerId): void {
    for (const search of this.#searches) void this.#ask(search, peer)
    this.#parts.onNews()
  }

  #left(peerId: PeerId): void {
    this.#peerBlocks.forget(peerId)
    this.#gone.get(peerId)?.abort(new Error('the link ended'))
    this.#gone.delete(peerId)
  }

  async #ask({ cid, signal, add }: PublicSearch, peer: Libp2pPeerId): Promise<void> {
    const peerId = peer.toString() as PeerId
    try {
      const hasIt = await withDeadline(this.#parts.clock, PROBE_TIMEOUT_MS, [signal], timely =>
        this.#peerBlocks.has(peerId, parseCid(cid), timely),
      )
      if (!hasIt) return
    } catch {
      return
    }
    const gone = this.#gone.get(peerId) ?? new AbortController()
    this.#gone.set(peerId, gone)
    add({
      name: `/p2p/${peerId}`,
      window: BLOCKS_PER_SOURCE,
      flow: this.#peerBlocks.flow(peerId),
      want: (block, signal) => this.#peerBlocks.want(peerId, block, AbortSignal.any([signal, gone.signal])),
    })
  }

  #lied(name: string): void {
    if (this.#liars.has(name)) return
    this.#liars.add(name)
    if (this.#liars.size > MAX_LIARS) this.#liars.delete(this.#liars.values().next().value as string)
    this.#parts.onLie(name)
    const peer = this.#helia.libp2p.getPeers().find(linked => linked.toString() === name)
    if (peer) this.#helia.libp2p.hangUp(peer).catch(() => {})
  }
}

const GATEWAY_PROTOCOL = 'transport-ipfs-gateway-http'

async function createHelia({ store, choice }: Parts): Promise<Helia> {
  const chosen = choice.peers.map(text => multiaddr(text).toString())
  const light = createHeliaLight({
    blockstore: new BlockView(store),
    routers: choice.routers.map(url =>
      // One lookup per file: nothing to cache, also not in the browser.
      delegatedHTTPRouter({ url, timeout: PUBLIC_TIMEOUT_MS, cacheTTL: 0 }),
    ),
  })
  return withLibp2pLight(light, {
    privateKey: await generateKeyPair('Ed25519'),
    addresses: { listen: [] },
    transports: [webSockets()],
    connectionEncrypters: [noise()],
    streamMuxers: [yamux()],
    connectionGater: {
      // Addresses from a routing server are dialled only if they are public, so that it cannot send this tab
      // into the person's own network.
      denyDialMultiaddr: address => !chosen.includes(address.toString()) && !isForPages(address),
    },
    connectionManager: {
      maxConnections: MAX_PUBLIC_PEERS,
      dialTimeout: PUBLIC_DIAL_TIMEOUT_MS,
      reconnectRetries: 0,
      // `/dnsaddr` would be resolved by an HTTPS DNS server that nobody chose.
      resolvers: {},
    },
    connectionMonitor: { enabled: false },
    services: { identify: identify() },
  }) as Helia
}

/** The address's last peer id, for a relay's address the one behind the relay; empty if there is none. */
const peerOf = (address: Multiaddr): string =>
  address.getComponents().findLast(({ name }) => name === 'p2p')?.value ?? ''

/** A public address of a secure WebSocket. */
const isForPages = (address: Multiaddr): boolean =>
  /\/(wss|tls(\/sni\/[^/]+)?\/ws)(\/p2p\/[^/]+)?$/.test(address.toString()) && !isPrivate(address)
