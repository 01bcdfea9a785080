import { expect, test } from 'vitest'
import { type CborValue, encode } from '#chain/codec.ts'
import type { BlockId } from '#chain/ids.ts'
import type { Reader } from '#chain/schema.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { testId } from '#testing/test-id.ts'
import type { SharedPeer } from '../known-peers.ts'
import { MAX_HANDSHAKE_BYTES, MAX_SHARED_PEERS } from '../limits.ts'
import { peerIdFromSeed } from '../peer-id.ts'
import {
  type HandshakeInfo,
  type HandshakeOptions,
  shakeAsDialler,
  shakeAsListener,
  WIRE_VERSION,
} from './handshake.ts'
import { readMessage, type Wire } from './wire.ts'

const HEAD = { height: 3, tip: testId<BlockId>('0a'), totalWeight: 2n ** 80n }
const info = (view: Partial<HandshakeInfo> = {}): HandshakeInfo => ({
  networkId: testId('ab'),
  agent: 'tabchain/1',
  head: HEAD,
  ...view,
})
const peers = (count: number): SharedPeer[] =>
  Array.from({ length: count }, (_, i) => ({
    peerId: peerIdFromSeed(new Uint8Array(32).fill(i)),
    ageMs: i * 1000,
    links: i,
  }))

/** Two wires that carry real bytes between them; what passes can be changed. */
function wires(change: (value: CborValue, from: number) => CborValue = value => value): [Wire, Wire] {
  const queues: Uint8Array[][] = [[], []]
  const waiting: ((() => void) | undefined)[] = [undefined, undefined]
  const end = (self: number): Wire => ({
    async send(value) {
      queues[1 - self]?.push(encode(change(value, self)))
      waiting[1 - self]?.()
    },
    async receive<T>(reader: Reader<T>, signal: AbortSignal) {
      for (;;) {
        const bytes = queues[self]?.shift()
        if (bytes) return readMessage(bytes, reader, MAX_HANDSHAKE_BYTES)
        await new Promise<void>((resolve, reject) => {
          waiting[self] = resolve
          signal.addEventListener('abort', () => reject(signal.reason))
        })
      }
    },
    async end() {},
  })
  return [end(0), end(1)]
}

async function shake(
  [dialler, listener]: [Wire, Wire],
  infos: readonly [HandshakeInfo, HandshakeInfo] = [info(), info()],
  named: readonly SharedPeer[] = [],
) {
  const ended = new AbortController()
  const options = (wire: Wire, own: HandshakeInfo): HandshakeOptions => ({
    wire,
    info: own,
    random: createSeededRandom(1),
    peersToShare: () => named,
    signal: ended.signal,
  })
  const accepted: unknown[] = []
  const stop = <T extends { ok: boolean }>(outcome: T): T => {
    if (!outcome.ok) setTimeout(() => ended.abort(new Error('the other end gave up')), 20)
    return outcome
  }
  const [first, second] = await Promise.allSettled([
    shakeAsDialler(options(dialler, infos[0])).then(stop),
    shakeAsListener(options(listener, infos[1]), outcome => accepted.push(outcome)).then(stop),
  ])
  const codeOf = (settled: typeof first) =>
    settled.status === 'rejected'
      ? 'thrown'
      : settled.value.ok
        ? settled.value.value
        : settled.value.error.code
  return { dialler: codeOf(first), listener: codeOf(second), accepted }
}

test('ping, pong, information, known peers: both ends end up with what the other said', async () => {
  const named = peers(MAX_SHARED_PEERS)
  const mine = info({ agent: 'a' })
  const theirs = info({ agent: 'b', head: { ...HEAD, totalWeight: 0n } })
  const outcome = await shake(wires(), [mine, theirs], named)
  expect(outcome.dialler).toEqual({ info: theirs, peers: named })
  expect(outcome.listener).toEqual({ info: mine, peers: named })
  expect(outcome.accepted).toEqual([outcome.listener])
})

test('another network: the listener says so, both ends have the same reason', async () => {
  const outcome = await shake(wires(), [info(), info({ networkId: testId('cd') })])
  expect(outcome).toEqual({ dialler: 'WIRE_OTHER_NETWORK', listener: 'WIRE_OTHER_NETWORK', accepted: [] })
})

test('another version', async () => {
  const asNextVersion = wires((value, from) =>
    from === 0 && Array.isArray(value) && value[0] === 'ping' ? ['ping', WIRE_VERSION + 1, value[2]] : value,
  )
  expect((await shake(asNextVersion)).listener).toBe('WIRE_VERSION')
  const answered = wires((value, from) =>
    from === 1 && Array.isArray(value) && value[0] === 'pong' ? ['pong', WIRE_VERSION + 1, value[2]] : value,
  )
  expect((await shake(answered)).dialler).toBe('WIRE_VERSION')
})

test.each<[string, number, (value: readonly CborValue[]) => CborValue, 'dialler' | 'listener', string]>([
  [
    'a pong of another ping',
    1,
    ([tag, version, nonce]) =>
      tag === 'pong'
        ? [tag, version ?? 0, new Uint8Array(8)]
        : [tag ?? 0, version ?? 0, ...(nonce === undefined ? [] : [nonce])],
    'dialler',
    'WIRE_MALFORMED',
  ],
  ['no tuple', 0, () => 'hello', 'listener', 'WIRE_MALFORMED'],
  ['a field too many', 0, value => [...value, 1], 'listener', 'WIRE_MALFORMED'],
  [
    'a flood of peers',
    0,
    value => (value[0] === 'peers' ? ['peers', peers(33).map(peer => [peer.peerId, 0, 0])] : value),
    'listener',
    'WIRE_MALFORMED',
  ],
  [
    'an invalid peer',
    0,
    value => (value[0] === 'peers' ? ['peers', [['12D3KooWx', 0, 0]]] : value),
    'listener',
    'WIRE_MALFORMED',
  ],
  [
    'a book for an agent',
    0,
    value => (value[0] === 'info' ? ['info', value[1] ?? 0, 'x'.repeat(65), value[3] ?? 0] : value),
    'listener',
    'WIRE_MALFORMED',
  ],
  [
    'more bytes than allowed',
    0,
    value => (value[0] === 'info' ? ['info', new Uint8Array(5000)] : value),
    'listener',
    'WIRE_TOO_LARGE',
  ],
])('%s breaks a rule of the wire', async (_, from, change, at, code) => {
  const outcome = await shake(
    wires((value, by) => (by === from && Array.isArray(value) ? change(value) : value)),
  )
  expect(outcome[at]).toBe(code)
})
