import type { Peer, PeerOptions } from 'peerjs'
import { expect, test } from 'vitest'
import type { IceServer } from '#network/link-messages.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { SignalingClient } from './signaling-client.ts'

/** PeerJS as far as reconnecting is concerned; the test plays the server. */
class ScriptedPeer {
  readonly listeners = new Map<string, ((argument: unknown) => void)[]>()
  open = false
  disconnected = false
  destroyed = false
  reconnects = 0
  opened = false
  beats = 0
  /** All but heartbeats. */
  readonly sent: unknown[] = []
  readonly socket = {
    send: (message: { readonly type: string }) =>
      message.type === 'HEARTBEAT' ? this.beats++ : this.sent.push(message),
  }

  constructor(
    readonly id: string,
    readonly options: PeerOptions,
  ) {}

  /** `filterServerMessages` puts itself here. */
  _handleMessage(_: unknown): void {}
  getConnection(): undefined {}

  on(type: string, listener: (argument: unknown) => void): void {
    this.listeners.set(type, [...(this.listeners.get(type) ?? []), listener])
  }

  emit(type: string, argument?: unknown): void {
    for (const listener of this.listeners.get(type) ?? []) listener(argument)
  }

  serverOpens(): void {
    this.open = true
    this.opened = true
    this.emit('open', this.id)
  }

  /**
   * Like `_abort` of PeerJS 1.5.5: a peer that was never open is destroyed, any other one only disconnected.
   */
  abort(type: string): void {
    this.emit('error', { type, message: 'x' })
    this.disconnect()
    if (this.opened) return
    this.destroyed = true
    this.emit('close')
  }

  disconnect(): void {
    if (this.disconnected) return
    this.open = false
    this.disconnected = true
    this.emit('disconnected', this.id)
  }

  reconnect(): void {
    if (!this.disconnected || this.destroyed) throw new Error('cannot reconnect')
    this.disconnected = false
    this.reconnects++
  }

  destroy(): void {
    this.disconnect()
    this.destroyed = true
  }
}

function client() {
  const clock = createFakeClock()
  const peers: ScriptedPeer[] = []
  const statuses: string[] = []
  let ice: IceServer[] = []
  const challenges: string[] = []
  const signaling = new SignalingClient({
    peerId: 'me',
    address: { host: 'tabs.example', port: 443, path: '/signal/', secure: true, networkId: 'ab' },
    iceServers: () => ice,
    environment: {
      createPeer: (id, options) => {
        const peer = new ScriptedPeer(id, options)
        peers.push(peer)
        return peer as unknown as Peer
      },
      after: clock.after,
      random: () => 0.5,
      now: clock.now,
    },
    accepts: () => true,
    onExpired: () => {},
    onChallenge: nonce => challenges.push(nonce),
    onStatus: (status, reason) => statuses.push(reason === undefined ? status : `${status} ${reason}`),
    onConnection: () => {},
  })
  const last = () => {
    const peer = peers.at(-1)
    if (!peer) throw new Error('no peer')
    return peer
  }
  const setIce = (servers: IceServer[]) => {
    ice = servers
  }
  return { clock, peers, statuses, challenges, signaling, last, setIce }
}

test('the network is the key, and the ICE servers of PeerJS are never used', () => {
  const { last, statuses, setIce } = client()
  expect(last().options).toMatchObject({
    host: 'tabs.example',
    port: 443,
    path: '/signal/',
    key: 'ab',
    secure: true,
    config: { iceServers: [] },
  })
  // A connection that begins later has the servers that are known by then.
  setIce([{ urls: ['stun:a:1'] }])
  expect(last().options.config.iceServers).toEqual([{ urls: ['stun:a:1'] }])
  last().serverOpens()
  expect(statuses).toEqual(['connecting', 'online'])
})

test('a lost server is tried again with the same peer, so that links stay, and with growing pauses', async () => {
  const { clock, peers, statuses, last } = client()
  last().serverOpens()
  last().abort('network')
  const pauses: number[] = []
  for (let i = 0; i < 8; i++) {
    const before = last().reconnects
    const start = clock.now()
    while (last().reconnects === before) await clock.advance(100)
    pauses.push(clock.now() - start)
    last().abort('socket-closed')
  }
  expect(peers).toHaveLength(1)
  expect(statuses).toEqual(['connecting', 'online', 'offline network: x'])
  expect(pauses.slice(0, 4)).toEqual([500, 1_000, 2_000, 4_000])
  expect(Math.max(...pauses)).toBe(4_000)
})

test('an id that the server still holds is requested again, with a new peer', async () => {
  const { clock, peers, last, statuses } = client()
  last().abort('unavailable-id')
  await clock.advance(500)
  expect(peers).toHaveLength(2)
  last().serverOpens()
  expect(statuses).toEqual(['connecting', 'offline unavailable-id: x', 'online'])
})

test('a server that accepts the socket and sends nothing is given up', async () => {
  const { clock, last, statuses } = client()
  await clock.advance(5_000)
  expect(statuses.at(-1)).toBe('offline the server did not answer')
  await clock.advance(500)
  expect(last().reconnects).toBe(1)
})

test('attempts that hang have used up their pauses: the next one follows at once, however many there were', async () => {
  const { clock, last } = client()
  for (let attempt = 1; attempt < 10; attempt++) {
    await clock.advance(5_500)
    expect(last().reconnects).toBe(attempt)
  }
})

test('a server that answered heartbeats and stops has a dead socket', async () => {
  const { clock, last, statuses } = client()
  last().serverOpens()
  expect(last().beats).toBe(1)
  last()._handleMessage({ type: 'HEARTBEAT' })
  await clock.advance(5_000)
  last()._handleMessage({ type: 'HEARTBEAT' })
  await clock.advance(9_999)
  expect([last().beats, statuses.at(-1)]).toEqual([3, 'online'])
  await clock.advance(1)
  expect(statuses.at(-1)).toBe('offline the server stopped answering')
  await clock.advance(500)
  expect(last().reconnects).toBe(1)
})

test('a server that never answers heartbeats, as other PeerJS servers do, is not mistaken for a dead one', async () => {
  const { clock, last, statuses, signaling } = client()
  last().serverOpens()
  signaling.check()
  await clock.advance(120_000)
  expect([last().beats > 20, statuses.at(-1)]).toEqual([true, 'online'])
})

test('a check requires an answer within two seconds', async () => {
  const { clock, last, statuses, signaling } = client()
  last().serverOpens()
  last()._handleMessage({ type: 'HEARTBEAT' })
  signaling.check()
  last()._handleMessage({ type: 'HEARTBEAT' })
  await clock.advance(4_000)
  expect(statuses.at(-1)).toBe('online')
  signaling.check()
  await clock.advance(2_000)
  expect(statuses.at(-1)).toBe('offline the server stopped answering')
})

test('after a wake-up it does not wait, and after a long sleep it does not trust its socket', async () => {
  const { clock, last, signaling, statuses } = client()
  last().serverOpens()
  signaling.retryNow(false)
  expect(statuses.at(-1)).toBe('online')
  signaling.retryNow(true)
  expect([signaling.online, last().reconnects]).toEqual([undefined, 1])
  // An attempt from before the wake-up may hang as well.
  await clock.advance(100)
  signaling.retryNow(true)
  expect(last().reconnects).toBe(2)
  last().serverOpens()
  last().abort('network')
  const before = last().reconnects
  signaling.retryNow(false)
  expect(last().reconnects).toBe(before + 1)
})

test('once closed, it stays closed', async () => {
  const { clock, last, signaling } = client()
  last().serverOpens()
  signaling.close()
  expect(last().destroyed).toBe(true)
  expect(clock.pending()).toBe(0)
  signaling.retryNow(true)
  expect(clock.pending()).toBe(0)
})

test('a challenge goes to the node, and its proof to the server that asked, once', async () => {
  const { clock, last, signaling, challenges } = client()
  const proof = { host: 'tabs.example', signature: 'ff' }
  const challenge = (nonce: string) => last()._handleMessage({ type: 'CHALLENGE', payload: { nonce } })

  challenge('one')
  expect(challenges).toEqual(['one'])
  signaling.prove('one', proof)
  signaling.prove('one', proof)
  expect(last().sent).toEqual([{ type: 'PROOF', payload: proof }])

  // The answer to a socket that was lost is not sent on the next one.
  last().serverOpens()
  last().abort('network')
  await clock.advance(500)
  challenge('two')
  last().abort('network')
  await clock.advance(1_000)
  signaling.prove('two', proof)
  expect(last().sent).toHaveLength(1)
})
