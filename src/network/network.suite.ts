import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { BlockId, Hash, TxId } from '#chain/ids.ts'
import { MAX_TRANSACTION_BYTES } from '#chain/limits.ts'
import { BugError } from '#lib/assert.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { FakeClock } from '#testing/fake-clock.ts'
import type { RecordingHandlers } from '#testing/network-node.ts'
import { testCid } from '#testing/test-cid.ts'
import { testId } from '#testing/test-id.ts'
import { testPeer } from '#testing/test-peer.ts'
import { until } from '#testing/until.ts'
import {
  MAX_ANNOUNCED_IDS,
  MAX_BODIES,
  MAX_HEADERS,
  MAX_POOL_IDS,
  MAX_POOL_TRANSACTIONS,
  MAX_TRANSACTION_MESSAGE_BYTES,
  REQUEST_TIMEOUT_MS,
} from './limits.ts'
import type { Network } from './network.ts'

export interface SuiteNode {
  readonly network: Network
  readonly handlers: RecordingHandlers
}

/** Where networks of one implementation meet. All of them go by one clock. */
export interface NetworkWorld {
  readonly clock: FakeClock
  /** A new network that runs. */
  start(): Promise<SuiteNode>
  /** From now on these two cannot be linked. */
  keepApart(one: SuiteNode, other: SuiteNode): void
  /** The link between them dies, without an event at either end. */
  cut(one: SuiteNode, other: SuiteNode): void
  close(): void
}

/** What every {@link Network} does, whatever carries its messages. */
export function networkSuite(name: string, createWorld: () => NetworkWorld): void {
  describe(`${name} as a network`, () => {
    const play = new Play(createWorld)
    beforeEach(() => play.begin())
    afterEach(() => play.end())

    describe('links', () => linkTests(play))
    describe('gossip', () => gossipTests(play))
    describe('requests', () => requestTests(play))
    describe('conduct', () => conductTests(play))
  })
}

const SIGNAL = new AbortController().signal
const id = <Id extends Hash>(n: number): Id => testId(n.toString(16).padStart(2, '0'))
const unique = () => crypto.getRandomValues(new Uint8Array(40))

const joined = ({ network }: SuiteNode) =>
  network.peers().flatMap(({ peerId, state }) => (state === 'connected' ? [peerId] : []))

const changesOf = ({ handlers }: SuiteNode, { network }: SuiteNode) =>
  handlers.changes.flatMap(({ peerId, change }) => (peerId === network.peerId ? [change] : []))

/** How often the node was given this transaction. */
const timesGiven = ({ handlers }: SuiteNode, bytes: Uint8Array) =>
  handlers.transactions.filter(transaction => Buffer.compare(transaction.bytes, bytes) === 0).length

/** One test's networks, and what it does with them. */
class Play {
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

function linkTests(play: Play): void {
  test('both ends report the other with its head; linking again changes nothing', async () => {
    const [a, b] = await play.nodes(2)
    b.handlers.tip = { height: 7, tip: id(0xcd), totalWeight: 2n ** 70n }
    await play.link(a, b)
    expect(changesOf(a, b)).toEqual(['joined'])
    expect(a.network.peers()).toMatchObject([{ peerId: b.network.peerId, state: 'connected', score: 0 }])
    expect(b.network.peers()).toMatchObject([{ peerId: a.network.peerId, state: 'connected' }])
    expect(a.network.knownPeers().map(({ peerId }) => peerId)).toEqual([b.network.peerId])

    b.handlers.tip = { height: 8, tip: id(0xef), totalWeight: 2n ** 70n + 1n }
    b.network.headChanged()
    await play.until(() => expect(a.network.peers()[0]?.head).toEqual(b.handlers.tip))
    await play.until(() => expect(changesOf(a, b)).toEqual(['joined', 'head']))
    await play.meanwhile(a.network.connect(b.network.peerId, 'manual'))
    expect(a.network.peers()).toHaveLength(1)
  })

  test('whoever cannot be reached, and the node itself, are not linked with', async () => {
    const [a, b] = await play.nodes(2)
    play.world.keepApart(a, b)
    expect(await play.codeOf(a.network.connect(b.network.peerId, 'manual'))).toBe('DIAL_FAILED')
    expect(await play.codeOf(a.network.connect(a.network.peerId, 'manual'))).toBe('DIAL_FAILED')
    expect(joined(a)).toEqual([])
  })

  test('a link that one end closes is over for both, until either of them links again', async () => {
    const [a, b] = await play.pair()
    await play.meanwhile(a.network.disconnect(b.network.peerId))
    await play.until(() => {
      expect(changesOf(a, b).at(-1)).toBe('left')
      expect(changesOf(b, a).at(-1)).toBe('left')
    })
    expect([...joined(a), ...joined(b)]).toEqual([])
    await play.link(b, a)
    await play.until(() => expect(changesOf(a, b).at(-1)).toBe('joined'))
  })

  test('a link that dies without a word is found out', async () => {
    const [a, b] = await play.pair()
    play.world.cut(a, b)
    await play.until(() => expect([...joined(a), ...joined(b)]).toEqual([]), 500)
    expect(changesOf(a, b).at(-1)).toBe('left')
    expect(changesOf(b, a).at(-1)).toBe('left')
  })

  test('a network that stops has no links, is asked nothing and asks nothing', async () => {
    const [a, b] = await play.pair()
    b.handlers.serveBodies = () => new Promise(() => {})
    const open = play.codeOf(a.network.requestBodies(b.network.peerId, [id(1)], SIGNAL))
    await play.meanwhile(a.network.stop())
    expect(await open).toBe('PEER_GONE')
    await play.until(() => expect(changesOf(b, a).at(-1)).toBe('left'))
    expect(a.network.peers()).toEqual([])

    expect(await a.network.publishTransaction(unique())).toBe(0)
    expect(await a.network.publishBlock({ header: unique(), txIds: [] })).toBe(0)
    expect(await a.network.publishFileNews({ held: [], fetching: [], dropped: [] })).toBe(0)
    expect(await play.codeOf(a.network.connect(b.network.peerId, 'manual'))).toBe('NETWORK_NOT_RUNNING')
    expect(await play.codeOf(a.network.requestHeaders(b.network.peerId, [], 1, SIGNAL))).toBe(
      'NETWORK_NOT_RUNNING',
    )
    await a.network.stop()
  })
}

function gossipTests(play: Play): void {
  test('a transaction reaches every other node once, and its publisher never', async () => {
    const [a, b, c] = await play.triangle()
    const bytes = unique()
    expect(await a.network.publishTransaction(bytes)).toBe(2)
    await play.until(() => expect([b, c].map(node => timesGiven(node, bytes))).toEqual([1, 1]))
    expect(await a.network.publishTransaction(bytes)).toBe(0)

    const later = unique()
    await a.network.publishTransaction(later)
    await play.until(() => expect([b, c].map(node => timesGiven(node, later))).toEqual([1, 1]))
    expect([a, b, c].map(node => timesGiven(node, bytes))).toEqual([0, 1, 1])
  })

  test('only what was found valid goes on, by way of whoever found it so', async () => {
    const [a, b, c] = await play.line()
    const publish = async (setUp: () => void) => {
      setUp()
      const bytes = unique()
      await a.network.publishTransaction(bytes)
      await play.until(() => expect(timesGiven(b, bytes)).toBe(1))
      return bytes
    }
    const judged = b.handlers.onTransaction.bind(b.handlers)
    const unchecked = await publish(() => {
      b.handlers.verdict = { verdict: 'unchecked', reason: 'storage failed' }
    })
    const failed = await publish(() => {
      b.handlers.onTransaction = async (bytes, from) => {
        await judged(bytes, from)
        throw new Error('storage failed')
      }
    })
    expect(b.network.peers().map(({ score }) => score)).toEqual([0, 0])
    const invalid = await publish(() => {
      b.handlers.onTransaction = judged
      b.handlers.verdict = { verdict: 'invalid', code: 'TX_SCHEMA', message: 'fee: missing' }
    })
    await play.until(() =>
      expect(b.handlers.eventsOf('peer-penalised')).toMatchObject([
        { peerId: a.network.peerId, code: 'TX_SCHEMA', penalty: 20 },
      ]),
    )
    const valid = await publish(() => {
      b.handlers.verdict = { verdict: 'valid', afterMs: 30 }
    })
    await play.until(() => expect(timesGiven(c, valid)).toBe(1))
    expect(c.handlers.transactions.at(-1)?.from).toBe(b.network.peerId)
    expect([unchecked, failed, invalid].map(bytes => timesGiven(c, bytes))).toEqual([0, 0, 0])
  })

  test('a transaction of too many bytes costs whoever sends it, and no handler sees it', async () => {
    const [a, b] = await play.line()
    const large = new Uint8Array(MAX_TRANSACTION_MESSAGE_BYTES + 1)
    await a.network.publishTransaction(large)
    await play.until(() =>
      expect(b.handlers.eventsOf('peer-penalised')).toMatchObject([{ code: 'WIRE_TOO_LARGE' }]),
    )
    expect(timesGiven(b, large)).toBe(0)
  })

  test('a block is announced as it is; one of very many transactions without their ids', async () => {
    const [a, b] = await play.line()
    const small = { header: unique(), txIds: [id<TxId>(1), id<TxId>(2)] }
    const large = {
      header: unique(),
      txIds: Array.from({ length: MAX_ANNOUNCED_IDS + 1 }, () => id<TxId>(1)),
    }
    for (const announcement of [small, large]) {
      expect(await a.network.publishBlock(announcement)).toBe(1)
      await play.until(() =>
        expect(b.handlers.blocks.at(-1)?.announcement.header).toEqual(announcement.header),
      )
    }
    expect(await a.network.publishBlock(small)).toBe(0)
    expect(b.handlers.blocks).toEqual([
      { announcement: small, from: a.network.peerId },
      { announcement: { ...large, txIds: [] }, from: a.network.peerId },
    ])
  })

  test('news of files come as those of whoever said them, whoever passed them on', async () => {
    const [a, b, c] = await play.line()
    const cid = testCid('bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e')
    const news = { held: [cid], fetching: [], dropped: [cid], turnS: 15 }
    expect(await a.network.publishFileNews(news)).toBe(1)
    const expected = [{ peerId: a.network.peerId, news }]
    await play.until(() => expect([b, c].map(({ handlers }) => handlers.news)).toEqual([expected, expected]))
    expect(a.handlers.news).toEqual([])
  })

  test('a bug of our own that a message meets is reported, costs nobody, and stops nothing', async () => {
    const [a, b] = await play.line()
    b.handlers.onFileNews = () => {
      throw new BugError('a planted assertion')
    }
    await a.network.publishFileNews({ held: [], fetching: [], dropped: [] })
    await play.until(() => expect(b.handlers.faults).not.toEqual([]))
    expect(b.handlers.faults[0]).toMatchObject({ judged: { what: 'message', step: 'file news' } })
    const next = unique()
    await a.network.publishTransaction(next)
    await play.until(() => expect(timesGiven(b, next)).toBe(1))
    expect(b.handlers.eventsOf('peer-penalised')).toEqual([])
  })
}

function requestTests(play: Play): void {
  test('headers: as many as were asked for, and as one answer may have', async () => {
    const [a, b] = await play.pair()
    b.handlers.headers = Array.from({ length: MAX_HEADERS + 1 }, (_, i) => new Uint8Array(200).fill(i))
    const ask = (limit: number) =>
      play.meanwhile(a.network.requestHeaders(b.network.peerId, [id(1)], limit, SIGNAL))
    expect(await ask(3)).toEqual(b.handlers.headers.slice(0, 3))
    expect(await ask(MAX_HEADERS + 1)).toHaveLength(MAX_HEADERS)
  })

  test('bodies: in the order asked, empty where none is held, up to the bytes of one answer', async () => {
    const [a, b] = await play.pair()
    const ask = (count: number) => {
      const ids = Array.from({ length: count }, (_, i) => id<BlockId>(i))
      return play.meanwhile(a.network.requestBodies(b.network.peerId, ids, SIGNAL))
    }
    b.handlers.bodies = [Uint8Array.of(1), new Uint8Array(), Uint8Array.of(3)]
    expect(await ask(3)).toEqual(b.handlers.bodies)
    expect(await ask(MAX_BODIES + 1)).toHaveLength(MAX_BODIES)
    const mebibyte = new Uint8Array(1 << 20)
    b.handlers.bodies = [new Uint8Array(10), mebibyte, mebibyte, Uint8Array.of(1)]
    expect((await ask(4)).map(body => body.length)).toEqual([10, 1 << 20, 1 << 20])
  })

  test('what waits: the peer hears the short ids of what the asker has, both up to a bound', async () => {
    const [a, b] = await play.pair()
    const ask = (ids: TxId[]) => play.meanwhile(a.network.requestPool(b.network.peerId, ids, SIGNAL))
    b.handlers.pool = Array.from({ length: MAX_POOL_TRANSACTIONS + 1 }, () => unique())
    expect(await ask([id(1), id(2)])).toEqual(b.handlers.pool.slice(0, MAX_POOL_TRANSACTIONS))
    expect(b.handlers.held).toEqual([['01'.repeat(8), '02'.repeat(8)]])
    await ask(Array<TxId>(MAX_POOL_IDS + 1).fill(id(3)))
    expect(b.handlers.held[1]).toHaveLength(MAX_POOL_IDS)
    b.handlers.pool = [new Uint8Array(MAX_TRANSACTION_BYTES), ...Array(9).fill(new Uint8Array(60_000))]
    expect(await ask([])).toHaveLength(3)
  })

  test('what is sent to one peer reaches that one alone', async () => {
    const [a, b, c] = await play.triangle()
    const transactions = [Uint8Array.of(1), new Uint8Array(MAX_TRANSACTION_BYTES)]
    await play.meanwhile(a.network.sendStem(b.network.peerId, transactions, SIGNAL))
    expect(b.handlers.stems).toEqual([{ transactions, from: a.network.peerId }])
    expect(c.handlers.stems).toEqual([])
  })

  test('a request ends when it cannot be answered, its signal aborts, or its time is over', async () => {
    const [a, b] = await play.pair()
    const ask = (peerId: PeerId, signal = SIGNAL) => a.network.requestBodies(peerId, [id(1)], signal)
    expect(await play.codeOf(ask(testPeer('12D3KooWnobody')))).toBe('PEER_GONE')
    b.handlers.serveBodies = () => Promise.reject(new Error('storage failed'))
    expect(await play.codeOf(ask(b.network.peerId))).toBe('PEER_GONE')
    expect(await play.codeOf(ask(b.network.peerId, AbortSignal.abort()))).toBe('PEER_TIMEOUT')

    const stop = new AbortController()
    b.handlers.serveBodies = () => new Promise(() => {})
    const stopped = ask(b.network.peerId, stop.signal)
    stop.abort()
    expect(await play.codeOf(stopped)).toBe('PEER_TIMEOUT')
    const begun = play.world.clock.now()
    expect(await play.codeOf(ask(b.network.peerId), 500)).toBe('PEER_TIMEOUT')
    expect(play.world.clock.now() - begun).toBeGreaterThanOrEqual(REQUEST_TIMEOUT_MS)
  })

  test('an answer with more than was asked for is refused, and costs', async () => {
    const [a, b] = await play.pair()
    b.handlers.serveHeaders = async () => [unique(), unique()]
    const ask = a.network.requestHeaders(b.network.peerId, [], 1, SIGNAL)
    expect(await play.codeOf(ask)).toBe('PEER_REFUSED')
    expect(a.handlers.eventsOf('peer-penalised')).toMatchObject([{ code: 'WIRE_UNREQUESTED' }])
  })
}

function conductTests(play: Play): void {
  const banned = async ([a, b]: readonly [SuiteNode, SuiteNode]) => {
    await play.until(() => expect([...joined(a), ...joined(b)]).toEqual([]))
    expect(a.network.knownPeers()).toMatchObject([
      { peerId: b.network.peerId, bannedUntil: expect.any(Number) },
    ])
    expect(await play.codeOf(a.network.connect(b.network.peerId, 'manual'))).toBe('PEER_REFUSED')
    expect(await play.codeOf(b.network.connect(a.network.peerId, 'manual'))).toBe('PEER_REFUSED')
  }

  test('a banned peer has no link and gets none, whoever asks for it', async () => {
    const [a, b] = await play.pair()
    await a.network.ban(b.network.peerId)
    await banned([a, b])
  })

  test('a broken rule costs as the table says; a forged seal bans at once', async () => {
    const [a, b] = await play.pair()
    a.network.penalise(b.network.peerId, 'TX_NONCE_OLD', 'an honest peer may send it')
    expect(a.handlers.eventsOf('peer-penalised')).toEqual([])
    a.network.penalise(b.network.peerId, 'TX_SCHEMA', 'fee: missing')
    expect(a.network.peers()).toMatchObject([{ score: -20 }])
    a.network.penalise(b.network.peerId, 'SEAL_WORK', 'no work in it')
    await banned([a, b])
  })
}
