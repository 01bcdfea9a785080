import { expect, test } from 'vitest'
import { MAX_PEER_WANTS, SERVED_AT_ONCE } from './limits.ts'
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
  let sent = () => {}
  const lists: PeerWantLists = {
    receiveMessage: (_, { wantlist }) => {
      const entries = wantlist?.entries.filter(({ cancel }) => !cancel) ?? []
      if (entries.length > 0) served.push(entries.map(({ cid: [a = 0, b = 0] }) => (a << 8) + b))
    },
    peerDisconnected: () => {},
    ledgerMap: { get: () => ({ sendQueue: { onIdle: () => new Promise(resolve => (sent = resolve)) } }) },
  }
  serveInTurn(lists)
  const next = async () => {
    sent()
    await new Promise(resolve => setImmediate(resolve))
  }
  return { lists, served, next }
}

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i)

test('wants are passed on a few at a time, questions before blocks, and cancelled ones are not', async () => {
  const { lists, served, next } = start()
  lists.receiveMessage(peer, message(...upTo(SERVED_AT_ONCE + 3).map(n => want(n))))
  expect(served).toEqual([upTo(SERVED_AT_ONCE)])
  lists.receiveMessage(peer, message({ cid: cid(SERVED_AT_ONCE), cancel: true }, want(99, 'WantHave')))
  expect(served.length).toBe(1)
  await next()
  expect(served[1]).toEqual([99, SERVED_AT_ONCE + 1, SERVED_AT_ONCE + 2])
  await next()
  lists.receiveMessage(peer, message(want(5)))
  expect(served[2]).toEqual([5])
})

test("a peer's wants are bounded, and forgotten when it leaves", async () => {
  const { lists, served, next } = start()
  lists.receiveMessage(peer, message(...upTo(2 * MAX_PEER_WANTS).map(n => want(n))))
  for (let i = 0; i < (2 * MAX_PEER_WANTS) / SERVED_AT_ONCE; i++) await next()
  expect(served.flat()).toEqual(upTo(MAX_PEER_WANTS))

  lists.receiveMessage(peer, message(...upTo(3 * SERVED_AT_ONCE).map(n => want(n))))
  lists.peerDisconnected(peer)
  await next()
  expect(served.flat().length).toBe(MAX_PEER_WANTS + SERVED_AT_ONCE)
})
