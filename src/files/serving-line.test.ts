import { expect, test } from 'vitest'
import { createFakeClock } from '#testing/fake-clock.ts'
import { MAX_PEER_WANTS, SERVED_AT_ONCE, SERVED_FIRST, SERVED_SLOW_MS } from './limits.ts'
import { type PeerWantLists, serveInTurn } from './serving-line.ts'

type Message = Parameters<PeerWantLists['receiveMessage']>[1]
type Peer = Parameters<PeerWantLists['receiveMessage']>[0]

const peer = { toString: () => 'peer' } as Peer
const cid = (n: number) => Uint8Array.of(n >> 8, n & 0xff)
const want = (n: number, wantType = 'WantBlock') => ({ cid: cid(n), wantType })
const message = (...entries: NonNullable<Message['wantlist']>['entries']): Message => ({
  wantlist: { entries },
})

/** Lists whose sending ends when the test says so. */
function start() {
  const served: number[][] = []
  const clock = createFakeClock()
  let sent = () => {}
  const lists: PeerWantLists = {
    receiveMessage: (_, { wantlist }) => {
      const entries = wantlist?.entries.filter(({ cancel }) => !cancel) ?? []
      if (entries.length > 0) served.push(entries.map(({ cid: [a = 0, b = 0] }) => (a << 8) + b))
    },
    peerDisconnected: () => {},
    ledgerMap: { get: () => ({ sendQueue: { onIdle: () => new Promise(resolve => (sent = resolve)) } }) },
  }
  serveInTurn(lists, clock)
  const next = async () => {
    sent()
    await new Promise(resolve => setImmediate(resolve))
  }
  return { lists, served, next, clock }
}

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i)

test('wants are passed on a few at a time, more when they are sent quickly, and cancelled ones are not', async () => {
  const { lists, served, next } = start()
  lists.receiveMessage(peer, message(...upTo(SERVED_FIRST + 2 * SERVED_AT_ONCE).map(n => want(n))))
  expect(served).toEqual([upTo(SERVED_FIRST)])
  lists.receiveMessage(peer, message({ cid: cid(SERVED_FIRST), cancel: true }))
  await next()
  expect(served[1]).toEqual(upTo(2 * SERVED_FIRST).map(n => SERVED_FIRST + 1 + n))
  for (let i = 0; i < 5; i++) await next()
  expect(Math.max(...served.map(batch => batch.length))).toBe(SERVED_AT_ONCE)
  lists.receiveMessage(peer, message(want(5)))
  expect(served.at(-1)).toEqual([5])
})

test('on a slow line blocks are passed on one by one', async () => {
  const { lists, served, next, clock } = start()
  lists.receiveMessage(peer, message(...upTo(SERVED_FIRST + 3).map(n => want(n))))
  for (let i = 0; i < 3; i++) {
    await clock.advance(SERVED_SLOW_MS + 1)
    await next()
  }
  expect(served.map(batch => batch.length)).toEqual([SERVED_FIRST, 1, 1, 1])
})

test('a question is answered at once, whatever is on its way', () => {
  const { lists, served } = start()
  lists.receiveMessage(peer, message(...upTo(SERVED_FIRST + 1).map(n => want(n))))
  lists.receiveMessage(peer, message(want(99, 'WantHave')))
  expect(served).toEqual([upTo(SERVED_FIRST), [99]])
})

test("a peer's wants are bounded, and forgotten when it leaves", async () => {
  const { lists, served, next } = start()
  lists.receiveMessage(peer, message(...upTo(2 * MAX_PEER_WANTS).map(n => want(n))))
  for (let i = 0; i < (2 * MAX_PEER_WANTS) / SERVED_AT_ONCE; i++) await next()
  expect(served.flat()).toEqual(upTo(MAX_PEER_WANTS))

  lists.receiveMessage(peer, message(...upTo(3 * SERVED_AT_ONCE).map(n => want(n))))
  lists.peerDisconnected(peer)
  await next()
  expect(served.flat().length).toBe(MAX_PEER_WANTS + SERVED_FIRST)
})
