import type { Peer } from 'peerjs'
import { expect, test } from 'vitest'
import { createFakeClock } from '#testing/fake-clock.ts'
import { SignalingServers } from './signaling-servers.ts'

/** PeerJS's peer, as far as a client uses it; the test is its server. */
class FakePeer {
  readonly listeners = new Map<string, (argument?: unknown) => void>()
  open = false
  disconnected = false
  destroyed = false

  constructor(
    readonly host: string | undefined,
    readonly answers: (host: string | undefined) => boolean,
  ) {
    this.#attempt()
  }

  readonly socket = { send: () => {} }

  _handleMessage(): void {}
  on(type: string, listener: (argument?: unknown) => void): void {
    this.listeners.set(type, listener)
  }
  reconnect(): void {
    this.disconnected = false
    this.#attempt()
  }
  disconnect(): void {
    this.lose()
  }
  destroy(): void {
    this.destroyed = true
    this.open = false
  }
  lose(): void {
    if (this.disconnected) return
    this.open = false
    this.disconnected = true
    this.listeners.get('disconnected')?.()
  }

  #attempt(): void {
    queueMicrotask(() => {
      if (this.destroyed) return
      if (!this.answers(this.host)) return this.lose()
      this.open = true
      this.listeners.get('open')?.()
    })
  }
}

function tab(...hosts: string[]) {
  const clock = createFakeClock()
  const up = new Set(hosts)
  const peers: FakePeer[] = []
  const reports: string[] = []
  const servers = new SignalingServers({
    peerId: 'me',
    iceServers: () => [],
    addresses: hosts.map(host => ({ host, port: 1, path: '/', secure: false, networkId: 'ab' })),
    environment: {
      after: (delayMs, task) => clock.after(delayMs, task),
      random: () => 0.5,
      now: () => clock.now(),
      createPeer: (_, { host }) => {
        const peer = new FakePeer(host, name => up.has(name ?? ''))
        peers.push(peer)
        return peer as unknown as Peer
      },
    },
    accepts: () => true,
    onExpired: () => {},
    onChallenge: () => {},
    onConnection: () => {},
    onStatus: (status, server) => reports.push(`${status} ${hosts[server]}`),
  })
  const used = () => (servers.online as unknown as FakePeer | undefined)?.host
  const stop = (host: string) => {
    up.delete(host)
    for (const peer of peers) if (peer.host === host) peer.lose()
  }
  return { clock, up, peers, reports, servers, used, stop }
}

test('the first server serves; the others are left alone', async () => {
  const { clock, peers, reports, servers, used } = tab('a', 'b')
  await clock.advance(60_000)
  expect(used()).toBe('a')
  expect(peers.map(({ host }) => host)).toEqual(['a'])
  expect(reports).toEqual(['connecting a', 'online a'])
  servers.close()
})

test('when it dies the next one is used and named; when it is back it is used again, and the other stays', async () => {
  const { clock, up, reports, servers, used, stop } = tab('a', 'b', 'c')
  await clock.advance(100)
  stop('a')
  await clock.advance(60_000)
  expect(used()).toBe('b')
  expect(reports.at(-1)).toBe('online b')
  const before = reports.length
  await clock.advance(60_000)
  expect(reports).toHaveLength(before)

  up.add('a')
  await clock.advance(60_000)
  expect([used(), reports.at(-1)]).toEqual(['a', 'online a'])
  stop('a')
  await clock.advance(1)
  expect([used(), reports.at(-1)]).toEqual(['b', 'online b'])
  servers.close()
})

test('with none it is offline, and goes on trying all', async () => {
  const { clock, up, peers, reports, servers, used, stop } = tab('a', 'b')
  stop('a')
  stop('b')
  await clock.advance(60_000)
  expect(used()).toBeUndefined()
  expect(reports).toContain('offline b')
  expect(peers).toHaveLength(2)
  up.add('b')
  await clock.advance(60_000)
  expect([used(), reports.at(-1)]).toEqual(['b', 'online b'])
  servers.close()
  expect(peers.every(({ destroyed }) => destroyed)).toBe(true)
})
