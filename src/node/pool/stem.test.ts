import { beforeEach, describe, expect, test } from 'vitest'
import { known } from '#lib/assert.ts'
import type { UnixMs } from '#lib/clock.ts'
import { MAX_STEM_TRANSACTIONS } from '#network/limits.ts'
import { type Network, NetworkError, type PeerInfo } from '#network/network.ts'
import { createChainBuilder, testAccount, testNetwork, unsignedTransferOf } from '#testing/chain-builder.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { testPeer } from '#testing/test-peer.ts'
import { EMBARGO_MS, STEM_CHECKING, STEM_EPOCH_MS, STEM_PAUSE_MS, STEM_WAITING } from './limits.ts'
import { Mempool } from './mempool.ts'
import { Stem } from './stem.ts'
import { unpackTransaction } from './transaction-message.ts'

const senders = Array.from({ length: 8 }, (_, i) => testAccount(i + 1))
const builder = createChainBuilder(testNetwork({}, senders))
const { params, engine, genesis } = builder

const payments = Array.from({ length: STEM_WAITING + 3 }, (_, n) =>
  unsignedTransferOf(params, senders[n % 8] as (typeof senders)[0], {
    to: testAccount(9).address,
    nonce: Math.floor(n / 8),
    fee: 5_000n,
    amount: 1n,
  }),
)
const payment = (n: number) => known(payments[n], 'payment')

let peers: string[]
let unreachable: string[]
/** The messages to one peer: the peer and the number of transactions. */
let sent: [string, number][]
let published: Uint8Array[]

beforeEach(() => {
  peers = ['a', 'b', 'c', 'd']
  unreachable = []
  sent = []
  published = []
})

function createStem(seed: number | string = 1) {
  const clock = createFakeClock()
  const mempool = new Mempool({ engine, limits: params.limits, onDropped: () => {} })
  let release = () => {}
  const slow = new Promise<void>(resolve => {
    release = resolve
  })
  const taken: Uint8Array[] = []
  const network = {
    peers: () => peers.map(peerId => ({ peerId, state: 'connected' }) as PeerInfo),
    publishTransaction: async (message: Uint8Array) => {
      const bytes = unpackTransaction(message)
      if (bytes.ok) published.push(bytes.value)
      return 1
    },
    sendStem: async (peerId: string, transactions: readonly Uint8Array[]) => {
      if (unreachable.includes(peerId)) throw new NetworkError('PEER_GONE', 'gone')
      sent.push([peerId, transactions.length])
    },
  } as Partial<Network> as Network
  const stem = new Stem({
    ...{ clock, mempool, random: createSeededRandom(seed) },
    network: () => network,
    take: async bytes => {
      taken.push(bytes)
      const tx = payments.find(other => other.bytes === bytes)
      if (!tx) {
        await slow
        return undefined
      }
      if (mempool.get(tx.id)) return tx
      mempool.hide(tx.id)
      mempool.add(tx, genesis.state, 0 as UnixMs)
      return tx
    },
    onPublic: () => {},
  })
  const begin = (n: number) => {
    const tx = payment(n)
    stem.hide(tx.id)
    expect(mempool.add(tx, genesis.state, 0 as UnixMs).ok).toBe(true)
    stem.begin(tx)
    return tx
  }
  return { clock, mempool, stem, begin, taken, release }
}

describe('a payment of this node', () => {
  test('is sent to one peer, the same one for an epoch, and is in no block until it is public', async () => {
    const { clock, mempool, stem, begin } = createStem()
    const first = begin(0)
    await clock.advance(STEM_PAUSE_MS)
    expect(published).toEqual([])
    expect(mempool.readyQueues()).toEqual([])
    expect(mempool.readyQueues({ hiddenToo: true })).toEqual([[first]])
    begin(1)
    await clock.advance(STEM_PAUSE_MS)
    const [[relay]] = sent as [[string, number]]
    expect(sent).toEqual([
      [relay, 1],
      [relay, 1],
    ])

    stem.end(first.id)
    expect(mempool.readyQueues()).toEqual([[first]])
    await clock.advance(2 * EMBARGO_MS)
    expect(published).toEqual([payment(1).bytes])
    stem.stop()
  })

  test('changes its relay from epoch to epoch', async () => {
    const { clock, stem, begin } = createStem()
    for (let n = 0; n < 16; n++) {
      begin(n)
      await clock.advance(2 * STEM_EPOCH_MS)
    }
    expect(new Set(sent.map(([relay]) => relay)).size).toBeGreaterThan(2)
    stem.stop()
  })

  test('is sent to another peer if one cannot be reached, and published if no peer relays it', async () => {
    unreachable = ['a', 'b', 'c']
    const { clock, stem, begin } = createStem('detour')
    const tx = begin(0)
    await clock.advance(10 * STEM_PAUSE_MS)
    expect(sent).toEqual([['d', 1]])
    await clock.advance(2 * EMBARGO_MS)
    expect(published).toEqual([tx.bytes])
    stem.stop()
  })

  test('is public at once without linked peers', () => {
    peers = []
    const { mempool, stem, begin } = createStem()
    const tx = begin(0)
    expect(published).toEqual([tx.bytes])
    expect(mempool.readyQueues()).toEqual([[tx]])
    stem.stop()
  })

  test('is sent with others in messages of a bounded size; too many are public at once', async () => {
    const { clock, stem, begin } = createStem()
    for (let n = 0; n < STEM_WAITING + 3; n++) begin(n)
    expect(published).toHaveLength(3)
    await clock.advance(10 * STEM_PAUSE_MS)
    expect(Math.max(...sent.map(([, count]) => count))).toBeLessThanOrEqual(MAX_STEM_TRANSACTIONS)
    expect(sent.reduce((sum, [, count]) => sum + count, 0)).toBe(STEM_WAITING)
    expect(new Set(sent.map(([relay]) => relay)).size).toBe(1)
    stem.stop()
  })
})

describe('a payment of a peer', () => {
  test('is relayed to one peer or published, all of one peer alike', async () => {
    const ways = new Set<string>()
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      sent = []
      published = []
      const { clock, stem } = createStem(seed)
      await stem.receive([payment(0).bytes, payment(1).bytes], testPeer('a'))
      await clock.advance(STEM_PAUSE_MS)
      expect([published.length, sent.length]).toEqual(published.length > 0 ? [2, 0] : [0, 1])
      expect(sent.map(([relay]) => relay)).not.toContain('a')
      ways.add(published.length > 0 ? 'everybody' : 'one')
      stem.stop()
    }
    expect(ways).toEqual(new Set(['everybody', 'one']))
  })

  test('is published if there is no other peer, and if it returns in a circle', async () => {
    peers = ['a']
    const alone = createStem()
    await alone.stem.receive([payment(0).bytes], testPeer('a'))
    await alone.clock.advance(STEM_PAUSE_MS)
    expect(published).toEqual([payment(0).bytes])
    alone.stem.stop()

    peers = ['a', 'b']
    published = []
    const { clock, stem } = createStem()
    for (let i = 0; i < 2; i++) await stem.receive([payment(0).bytes], testPeer('a'))
    await clock.advance(STEM_PAUSE_MS)
    expect(published).toEqual([payment(0).bytes])
    stem.stop()
  })

  test('is dropped when too many are being checked', async () => {
    const { stem, taken, release } = createStem()
    const unknown = Array.from({ length: STEM_CHECKING + 1 }, (_, i) => Uint8Array.of(i, i >> 8))
    const batches = unknown.map(bytes => stem.receive([bytes], testPeer('a')))
    expect(taken).toHaveLength(STEM_CHECKING)
    release()
    await Promise.all(batches)
    await stem.receive([payment(0).bytes], testPeer('a'))
    expect(taken).toHaveLength(STEM_CHECKING + 1)
    stem.stop()
  })
})
