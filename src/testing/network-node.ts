import type { NetworkId } from '#chain/ids.ts'
import type { JudgingFault } from '#lib/judged.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { createNetwork, type OpenNetwork } from '#network/create-network.ts'
import type {
  BlockAnnouncement,
  ChainHead,
  FileNews,
  Network,
  NetworkHandlers,
  PeerInfo,
  Verdict,
} from '#network/network.ts'
import type { NetworkOptions } from '#network/network-options.ts'
import { createSystemClock } from '#node/start/system-clock.ts'
import type { LinkHub } from './link-hub.ts'
import { createSeededRandom } from './seeded-random.ts'
import { testId } from './test-id.ts'

/** Handlers that answer with the test's values, and record the calls. */
export class RecordingHandlers implements NetworkHandlers {
  tip: ChainHead = { height: 0, tip: testId('00'), totalWeight: 0n }
  verdict: Verdict = { verdict: 'valid' }
  headers: Uint8Array[] = []
  bodies: Uint8Array[] = []
  pool: Uint8Array[] = []
  /** Short ids that peers named in exchanges of pools. */
  readonly held: (readonly string[])[] = []
  readonly stems: { readonly transactions: readonly Uint8Array[]; readonly from: PeerId }[] = []
  readonly transactions: { readonly bytes: Uint8Array; readonly from: PeerId }[] = []
  readonly blocks: { readonly announcement: BlockAnnouncement; readonly from: PeerId }[] = []
  readonly news: { readonly peerId: PeerId; readonly news: FileNews }[] = []
  readonly changes: { readonly peerId: PeerId; readonly change: string }[] = []
  readonly events: { readonly type: string; readonly data: Record<string, unknown> }[] = []
  readonly faults: JudgingFault[] = []
  signaling = ''

  head = () => this.tip

  async onTransaction(bytes: Uint8Array, from: PeerId): Promise<Verdict> {
    this.transactions.push({ bytes, from })
    return this.verdict
  }

  async onBlock(announcement: BlockAnnouncement, from: PeerId): Promise<Verdict> {
    this.blocks.push({ announcement, from })
    return this.verdict
  }

  async serveHeaders(_: readonly string[], limit: number): Promise<Uint8Array[]> {
    return this.headers.slice(0, limit)
  }

  async serveBodies(ids: readonly string[]): Promise<Uint8Array[]> {
    return ids.map((_, i) => this.bodies[i] ?? new Uint8Array())
  }

  async servePool(held: readonly string[]): Promise<Uint8Array[]> {
    this.held.push(held)
    return this.pool
  }

  onStem(transactions: readonly Uint8Array[], from: PeerId): void {
    this.stems.push({ transactions, from })
  }

  async onFileNews(peerId: PeerId, news: FileNews): Promise<Verdict> {
    this.news.push({ peerId, news })
    return this.verdict
  }

  onFault(fault: JudgingFault): void {
    this.faults.push(fault)
  }

  onPeer({ peerId }: PeerInfo, change: string): void {
    this.changes.push({ peerId, change })
  }

  onEvent(type: string, data: Record<string, unknown>): void {
    this.events.push({ type, data })
  }

  onSignaling(status: string): void {
    this.signaling = status
  }

  onReach(): void {}

  onKnownPeers(): void {}

  /** The data of the events of one type. */
  eventsOf(type: string): Record<string, unknown>[] {
    return this.events.filter(event => event.type === type).map(event => event.data)
  }
}

export const TEST_NETWORK_ID = testId<NetworkId>('ab')

export interface NetworkNode {
  readonly network: Network
  readonly libp2p: OpenNetwork['libp2p']
  readonly handLinks: OpenNetwork['handLinks']
  readonly handlers: RecordingHandlers
}

/**
 * A started network of identity `n` at the hub's server, over real libp2p and the real clock. Other nodes are
 * introduced only with `introduce`: tests connect by hand.
 */
export async function startNetworkNode(
  hub: LinkHub,
  n: number,
  options: Partial<NetworkOptions> & { readonly introduce?: () => readonly string[] } = {},
): Promise<NetworkNode> {
  const handlers = new RecordingHandlers()
  const networkId = options.networkId ?? TEST_NETWORK_ID
  let isOnline = () => {}
  const online = new Promise<void>(resolve => {
    isOnline = resolve
  })
  handlers.onSignaling = status => {
    handlers.signaling = status
    if (status === 'online') isOnline()
  }
  const { network, libp2p, handLinks } = await createNetwork({
    identitySeed: new Uint8Array(32).fill(n),
    networkId,
    signaling: [{ host: 'server.test', port: 443, path: '/', secure: true, networkId }],
    linkPort: hub.page(),
    knownPeers: [],
    handlers,
    clock: createSystemClock(),
    random: createSeededRandom(n),
    version: '1.0.0',
    fetch: async () => new Response(JSON.stringify({ peers: options.introduce?.() ?? [] })),
    ...options,
  })
  await network.start()
  await online
  return { network, libp2p, handLinks, handlers }
}
