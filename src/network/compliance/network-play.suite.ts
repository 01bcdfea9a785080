import { expect } from 'vitest'
import type { Hash } from '#chain/ids.ts'
import type { FakeClock } from '#testing/fake-clock.ts'
import type { RecordingHandlers } from '#testing/network-node.ts'
import { testId } from '#testing/test-id.ts'
import { until } from '#testing/until.ts'
import type { Network } from '../network.ts'

export interface SuiteNode {
  readonly network: Network
  readonly handlers: RecordingHandlers
}

/** Where networks of one implementation meet. All of them go by one clock. */
export interface NetworkWorld {
  readonly clock: FakeClock
  /** A new network that runs. */
  start(): Promise<SuiteNode>
  /** From now on no server introduces anybody. */
  stopServer(): void
  /** From now on these two cannot be linked. */
  keepApart(one: SuiteNode, other: SuiteNode): void
  /** The link between them dies, without an event at either end. */
  cut(one: SuiteNode, other: SuiteNode): void
  close(): void
}

/** A signal that never aborts. */
export const SIGNAL = new AbortController().signal
/** An id whose bytes are all this one. */
export const id = <Id extends Hash>(n: number): Id => testId(n.toString(16).padStart(2, '0'))
/** Bytes that no other call returns. */
export const unique = () => crypto.getRandomValues(new Uint8Array(40))

/** The peers that are linked with this node. */
export const joined = ({ network }: SuiteNode) =>
  network.peers().flatMap(({ peerId, state }) => (state === 'connected' ? [peerId] : []))

/** What the first node was notified of about the second one. */
export const changesOf = ({ handlers }: SuiteNode, { network }: SuiteNode) =>
  handlers.changes.flatMap(({ peerId, change }) => (peerId === network.peerId ? [change] : []))

/** One test's networks, and what it does with them. */
export class NetworkPlay {
  readonly #createWorld: () => NetworkWorld
  #world: NetworkWorld | undefined
  #nodes: SuiteNode[] = []

  constructor(createWorld: () => NetworkWorld) {
    this.#createWorld = createWorld
  }

  get world(): NetworkWorld {
    if (!this.#world) throw new Error('no test runs')
    return this.#world
  }

  begin(): void {
    this.#world = this.#createWorld()
    this.#nodes = []
  }

  async end(): Promise<void> {
    await Promise.all(this.#nodes.map(({ network }) => network.stop()))
    this.world.close()
  }

  async nodes(count: number): Promise<[SuiteNode, SuiteNode, SuiteNode]> {
    while (this.#nodes.length < count) this.#nodes.push(await this.world.start())
    return this.#nodes as [SuiteNode, SuiteNode, SuiteNode]
  }

  /** Two nodes with a link. */
  async pair(): Promise<[SuiteNode, SuiteNode]> {
    const [a, b] = await this.nodes(2)
    await this.link(a, b)
    return [a, b]
  }

  /** Three nodes, of which the first and the last are linked with the middle alone. */
  async line(): Promise<[SuiteNode, SuiteNode, SuiteNode]> {
    const [a, b, c] = await this.nodes(3)
    this.world.keepApart(a, c)
    await this.link(a, b)
    await this.link(b, c)
    for (const [node, peers] of [
      [a, 1],
      [b, 2],
      [c, 1],
    ] as const)
      await this.#gossips(node, peers)
    return [a, b, c]
  }

  async triangle(): Promise<[SuiteNode, SuiteNode, SuiteNode]> {
    const [a, b, c] = await this.nodes(3)
    for (const [one, other] of [
      [a, b],
      [b, c],
      [a, c],
    ] as const)
      await this.link(one, other)
    for (const node of [a, b, c]) await this.#gossips(node, 2)
    return [a, b, c]
  }

  async link(one: SuiteNode, other: SuiteNode): Promise<void> {
    await this.meanwhile(one.network.connect(other.network.peerId, 'manual'))
    await this.until(() => {
      expect(changesOf(one, other).at(-1)).not.toBe(undefined)
      expect(joined(other)).toContain(one.network.peerId)
    })
  }

  /** Waits for `check` while time passes. */
  until<T>(check: () => T | Promise<T>, stepMs = 20): Promise<T> {
    return until(async () => {
      await this.world.clock.advance(stepMs)
      return check()
    })
  }

  /** Lets time pass until `work` is over. */
  async meanwhile<T>(work: Promise<T>, stepMs?: number): Promise<T> {
    let isOver = false
    const over = () => {
      isOver = true
    }
    work.then(over, over)
    await this.until(() => expect(isOver).toBe(true), stepMs)
    return work
  }

  /** The code of the error that `work` ends with. */
  async codeOf(work: Promise<unknown>, stepMs?: number): Promise<string> {
    const ended = work.then(
      () => 'no error',
      (error: { readonly code: string }) => error.code,
    )
    return this.meanwhile(ended, stepMs)
  }

  /** Peers may learn of a node's topics some time after they were linked. */
  async #gossips({ network }: SuiteNode, peers: number): Promise<void> {
    await this.until(async () => expect(await network.publishTransaction(unique())).toBe(peers))
  }
}
