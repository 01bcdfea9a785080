import type { ClusterHost, HostedNetwork, RemotePeers } from './cluster.ts'
import type { RedisLink } from './redis-link.ts'
import { INSTANCES_KEY, peersKey } from './scripts.ts'

/** The clients of an instance that is killed are gone for the others after at most this time. */
const PRESENCE_TTL_MS = 6_000
/** Peers that are recorded, and networks that are refreshed, in one script: it blocks Redis for about 1 ms. */
const PER_SCRIPT = 250

/** What Redis has of this instance and of the others: which there are, and who is where. See `scripts.ts`. */
export class Presence {
  /** The other instances, as of the last refresh. */
  others: readonly string[] = []
  /** Networks of which Redis had another number of peers at the last refresh. */
  #differing: ReadonlySet<string> = new Set()

  constructor(
    private readonly self: string,
    private readonly link: RedisLink,
    private readonly host: ClusterHost,
  ) {}

  /** Records that a peer is here, wherever it was. */
  async take(networkId: string, peerId: string, since: number): Promise<void> {
    await this.#claim(networkId, 'take', [[peerId, since]])
  }

  leave(networkId: string, peerId: string): void {
    this.link.removeField(peersKey(this.self, networkId), peerId).catch(() => {})
  }

  async locate(peers: readonly string[]): Promise<string[]> {
    return (await this.link.run('tabchainLocate', this.self, ...peers)) as string[]
  }

  async sample(networkId: string, limit: number): Promise<RemotePeers[]> {
    const found = await this.link.run('tabchainSample', this.self, networkId, limit)
    return (found as [number, string[]][]).map(([count, sample]) => ({ count, sample }))
  }

  /** Takes an instance off the list: this one when it stops, or one that was killed. */
  async strikeOff(instance = this.self): Promise<void> {
    if (instance !== this.self) this.others = this.others.filter(other => other !== instance)
    await this.link.removeMember(INSTANCES_KEY, instance)
  }

  /**
   * Keeps what Redis has of this instance from expiring. Returns the instances that are gone since the last
   * time.
   */
  async refresh(): Promise<string[]> {
    const before = this.others
    const networks = [...this.host.networks()]
    const chunks = networks.length === 0 ? [[]] : chunksOf(networks, PER_SCRIPT)
    const differing = new Set<string>()
    for (const chunk of chunks) {
      const ids = chunk.map(({ id }) => id)
      const answer = await this.link.run('tabchainRefresh', this.self, PRESENCE_TTL_MS, ...ids)
      const [others, sizes] = answer as [string[], number[]]
      this.others = others
      for (const [i, network] of chunk.entries()) await this.#compare(network, sizes[i] ?? 0, differing)
    }
    this.#differing = differing
    return before.filter(instance => !this.others.includes(instance))
  }

  /**
   * Where Redis has another number of peers, it lost them, or news of them were lost; then they are recorded
   * anew. A difference that was not there the last time may be news on their way.
   */
  async #compare({ id, peers }: HostedNetwork, size: number, differing: Set<string>): Promise<void> {
    const here = [...peers()]
    if (size === here.length) return
    if (size === 0 || this.#differing.has(id)) await this.#restore(id, here)
    else differing.add(id)
  }

  async #restore(networkId: string, peers: readonly (readonly [string, number])[]): Promise<void> {
    await this.link.run('tabchainClear', this.self, networkId)
    for (const chunk of chunksOf(peers, PER_SCRIPT))
      for (const peerId of await this.#claim(networkId, 'restore', chunk)) this.host.evict(networkId, peerId)
  }

  async #claim(
    networkId: string,
    mode: 'take' | 'restore',
    peers: readonly (readonly [string, number])[],
  ): Promise<string[]> {
    const args = [PRESENCE_TTL_MS, networkId, mode, ...peers.flat()]
    return (await this.link.run('tabchainClaim', this.self, ...args)) as string[]
  }
}

function chunksOf<T>(list: readonly T[], size: number): T[][] {
  const chunks: T[][] = []
  for (let i = 0; i < list.length; i += size) chunks.push(list.slice(i, i + size))
  return chunks
}
