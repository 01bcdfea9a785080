import { expect, test } from 'vitest'
import type { BlockId, TxId } from '#chain/ids.ts'
import { MAX_TRANSACTION_BYTES } from '#chain/limits.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { testPeer } from '#testing/test-peer.ts'
import {
  MAX_BODIES,
  MAX_HEADERS,
  MAX_POOL_IDS,
  MAX_POOL_TRANSACTIONS,
  REQUEST_TIMEOUT_MS,
} from '../limits.ts'
import { id, type NetworkPlay, SIGNAL, unique } from './network-play.suite.ts'

/** What one peer answers another. */
export function requestTests(play: NetworkPlay): void {
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
