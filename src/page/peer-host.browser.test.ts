import type { Peer, PeerConnectOption } from 'peerjs'
import { afterEach, expect, test } from 'vitest'
import {
  LINK_LABEL,
  type LinkCommand,
  type LinkEvent,
  type LinkFrame,
  MAX_FRAME_BYTES,
  SEND_CREDIT_BYTES,
} from '#network/link-messages.ts'
import { browserEnvironment, createPeerHost, type PeerHost } from './peer-host.ts'

/** Introduces the pages of one test to each other, without a server: the connections are real. */
class LocalPeer {
  static readonly all = new Map<string, LocalPeer>()
  readonly listeners = new Map<string, (argument: unknown) => void>()
  readonly connections = new Map<string, RTCPeerConnection>()
  open = false
  disconnected = false
  destroyed = false
  /** Makes a peer that accepts offers and never answers. */
  static mute = false

  constructor(readonly id: string) {
    LocalPeer.all.set(id, this)
    queueMicrotask(() => {
      this.open = true
      this.listeners.get('open')?.(id)
    })
  }

  readonly socket = { send: () => {} }

  _handleMessage(): void {}
  getConnection(): undefined {}
  disconnect(): void {}
  destroy(): void {
    LocalPeer.all.delete(this.id)
  }

  on(type: string, listener: (argument: unknown) => void): void {
    this.listeners.set(type, listener)
  }

  connect(peerId: string, { label = '', reliable = false }: PeerConnectOption) {
    const [near, far] = [new RTCPeerConnection(), new RTCPeerConnection()]
    const connection = wrap(peerId, near, near.createDataChannel(label, { ordered: reliable }))
    const other = LocalPeer.all.get(peerId)
    if (other && !LocalPeer.mute) {
      other.listeners.get('connection')?.(wrap(this.id, far))
      void negotiate(near, far)
    }
    return connection
  }
}

const wrap = (peer: string, peerConnection: RTCPeerConnection, dataChannel?: RTCDataChannel) => ({
  peer,
  peerConnection,
  dataChannel,
  close: () => peerConnection.close(),
  on: () => {},
})

async function negotiate(near: RTCPeerConnection, far: RTCPeerConnection): Promise<void> {
  near.onicecandidate = ({ candidate }) => candidate && far.addIceCandidate(candidate)
  far.onicecandidate = ({ candidate }) => candidate && near.addIceCandidate(candidate)
  await near.setLocalDescription()
  await far.setRemoteDescription(near.localDescription as RTCSessionDescription)
  await far.setLocalDescription()
  await near.setRemoteDescription(far.localDescription as RTCSessionDescription)
}

/** A page, with the worker's end controlled by the test. */
class Tab {
  readonly host: PeerHost
  readonly port: MessagePort
  readonly events: LinkEvent[] = []
  #changed = () => {}

  constructor(id: string) {
    const { port1, port2 } = new MessageChannel()
    this.port = port2
    const loadPeerJs = async () => (peerId: string) => new LocalPeer(peerId) as unknown as Peer
    this.host = createPeerHost(port1, { ...browserEnvironment, loadPeerJs })
    port2.onmessage = ({ data }: MessageEvent<LinkEvent>) => {
      this.events.push(data)
      this.#changed()
    }
    const signaling = { host: 'none', port: 1, path: '/', secure: false, networkId: 'ab' }
    this.announce({ type: 'open', peerId: id, signaling: [signaling] })
    this.announce({ type: 'accept-inbound', accept: true })
  }

  announce(command: LinkCommand): void {
    this.port.postMessage(command)
  }

  /** The first event of a type, once it arrives. */
  async event<Type extends LinkEvent['type']>(
    type: Type,
    matches: (event: LinkEvent & { type: Type }) => boolean = () => true,
  ): Promise<LinkEvent & { type: Type }> {
    for (;;) {
      const found = this.events.find(
        event => event.type === type && matches(event as LinkEvent & { type: Type }),
      )
      if (found) return found as LinkEvent & { type: Type }
      await new Promise<void>(resolve => {
        this.#changed = resolve
      })
    }
  }

  online = () => this.event('signaling', event => event.status === 'online')
}

const tabs: Tab[] = []
afterEach(() => {
  for (const { host } of tabs.splice(0)) host.close()
  LocalPeer.mute = false
})

async function open(...ids: string[]): Promise<Tab[]> {
  const opened = ids.map(id => new Tab(id))
  tabs.push(...opened)
  await Promise.all(opened.map(tab => tab.online()))
  return opened
}

async function linked(): Promise<{ a: Tab; b: Tab; near: MessagePort; far: MessagePort }> {
  const [a, b] = await open('a', 'b')
  if (!a || !b) throw new Error('no tabs')
  a.announce({ type: 'dial', dialId: 1, peerId: 'b', timeoutMs: 10_000 })
  const [{ port: near, maxMessageBytes }, { port: far, peerId }] = await Promise.all([
    a.event('dialled'),
    b.event('incoming'),
  ])
  expect(peerId).toBe('a')
  expect(maxMessageBytes).toBeGreaterThanOrEqual(MAX_FRAME_BYTES)
  return { a, b, near, far }
}

const closed = (port: MessagePort) =>
  new Promise<string>(resolve => {
    port.addEventListener('message', ({ data }: MessageEvent<LinkFrame>) => {
      if (!(data instanceof ArrayBuffer) && data.type === 'close') resolve(data.reason)
    })
    port.start()
  })

/**
 * Sends as the worker does: never more than the credit ahead. Resolves when the other end has read all of it.
 */
async function pour(
  from: MessagePort,
  to: MessagePort,
  total: number,
): Promise<{ received: number; mostAhead: number }> {
  let [sent, credited, received, mostAhead] = [0, 0, 0, 0]
  return new Promise(resolve => {
    const send = () => {
      while (sent < total && sent - credited < SEND_CREDIT_BYTES) {
        const frame = new ArrayBuffer(MAX_FRAME_BYTES)
        from.postMessage(frame, [frame])
        sent += MAX_FRAME_BYTES
        mostAhead = Math.max(mostAhead, sent - received)
      }
    }
    from.onmessage = ({ data }: MessageEvent<LinkFrame>) => {
      if (data instanceof ArrayBuffer || data.type !== 'credit') return
      credited += data.bytes
      send()
    }
    to.onmessage = ({ data }: MessageEvent<LinkFrame>) => {
      if (!(data instanceof ArrayBuffer)) return
      received += data.byteLength
      to.postMessage({ type: 'credit', bytes: data.byteLength } satisfies LinkFrame)
      if (received === total) resolve({ received, mostAhead })
    }
    send()
  })
}

test('32 MiB go over a real data channel without loss or stall, never far ahead of the reader', async () => {
  const { near, far } = await linked()
  const { received, mostAhead } = await pour(near, far, 32 << 20)
  expect(received).toBe(32 << 20)
  // The credit, the channel's buffer below its mark, and messages between two events.
  expect(mostAhead).toBeLessThan(8 << 20)
})

test('a link that one end closes is closed at both after pending data was sent, and leaves nothing behind', async () => {
  const { a, b, near, far } = await linked()
  const frames: number[] = []
  far.addEventListener('message', ({ data }) => data instanceof ArrayBuffer && frames.push(data.byteLength))
  const ends = Promise.all([closed(near), closed(far)])
  near.postMessage(new ArrayBuffer(1_000))
  near.postMessage({ type: 'close', reason: 'enough' } satisfies LinkFrame)
  await ends
  expect(frames).toEqual([1_000])
  expect([a.host.connections(), b.host.connections()]).toEqual([0, 0])
})

test('a page that is closed takes its links with it', async () => {
  const { a, b, far } = await linked()
  const end = closed(far)
  a.host.close()
  await end
  expect([a.host.connections(), b.host.connections()]).toEqual([0, 0])
})

test('a dial without an answer ends in time, an aborted one at once, and neither leaves a connection', async () => {
  const [a] = await open('a')
  if (!a) throw new Error('no tab')
  LocalPeer.mute = true
  a.announce({ type: 'dial', dialId: 1, peerId: 'b', timeoutMs: 100 })
  expect(await a.event('dial-failed', event => event.dialId === 1)).toMatchObject({ code: 'DIAL_TIMEOUT' })
  a.announce({ type: 'dial', dialId: 2, peerId: 'b', timeoutMs: 60_000 })
  a.announce({ type: 'abort', dialId: 2 })
  expect(await a.event('dial-failed', event => event.dialId === 2)).toMatchObject({ code: 'ABORTED' })
  expect(a.host.connections()).toBe(0)
})

test('a second channel from a peer ends its link', async () => {
  const [b] = await open('b')
  if (!b) throw new Error('no tab')
  const [near, far] = [new RTCPeerConnection(), new RTCPeerConnection()]
  const channel = near.createDataChannel(LINK_LABEL)
  LocalPeer.all.get('b')?.listeners.get('connection')?.(wrap('mallory', far))
  await negotiate(near, far)
  const { port } = await b.event('incoming')
  const end = closed(port)
  if (channel.readyState !== 'open') await new Promise(resolve => channel.addEventListener('open', resolve))
  near.createDataChannel(LINK_LABEL)
  expect(await end).toBe('LINK_EXTRA_CHANNEL')
  expect(b.host.connections()).toBe(0)
  near.close()
})

test('a channel that is not reliable never becomes a link', async () => {
  const [b] = await open('b')
  if (!b) throw new Error('no tab')
  const [near, far] = [new RTCPeerConnection(), new RTCPeerConnection()]
  const channel = near.createDataChannel(LINK_LABEL, { maxRetransmits: 0 })
  const end = new Promise(resolve => channel.addEventListener('close', resolve))
  LocalPeer.all.get('b')?.listeners.get('connection')?.(wrap('mallory', far))
  expect(b.host.connections()).toBe(1)
  await negotiate(near, far)
  await end
  expect(b.host.connections()).toBe(0)
  expect(b.events.some(event => event.type === 'incoming')).toBe(false)
  near.close()
})

test('two pages open a channel by an offer and an answer that others carry; the server knows neither', async () => {
  const [a, b] = await open('a', 'b')
  if (!a || !b) throw new Error('no tabs')
  LocalPeer.all.clear()
  a.announce({ type: 'make-offer', dialId: 1, peerId: 'b', timeoutMs: 10_000 })
  const offer = await a.event('offer')
  b.announce({ type: 'make-answer', answerId: 7, peerId: 'a', sdp: offer.sdp, timeoutMs: 10_000 })
  const { answerId, sdp = '' } = await b.event('answer')
  expect(answerId).toBe(7)
  a.announce({ type: 'take-answer', dialId: 1, sdp })
  const [{ port: near }, { port: far, peerId }] = await Promise.all([a.event('dialled'), b.event('incoming')])
  expect(peerId).toBe('a')
  expect((await pour(near, far, 1 << 20)).received).toBe(1 << 20)
})

test('an offer or an answer that is not one ends its connection and nothing else', async () => {
  const [a] = await open('a')
  if (!a) throw new Error('no tab')
  a.announce({ type: 'make-answer', answerId: 1, peerId: 'mallory', sdp: 'v=0', timeoutMs: 10_000 })
  expect((await a.event('answer')).sdp).toBeUndefined()
  a.announce({ type: 'make-offer', dialId: 2, peerId: 'b', timeoutMs: 10_000 })
  await a.event('offer')
  a.announce({ type: 'take-answer', dialId: 2, sdp: 'v=0' })
  expect(await a.event('dial-failed')).toMatchObject({ dialId: 2, code: 'DESCRIPTION_BAD' })
  expect(a.host.connections()).toBe(0)
})
