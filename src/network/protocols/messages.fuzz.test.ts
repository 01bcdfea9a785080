import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encode } from '#chain/codec.ts'
import type { BlockId, NetworkId, TxId } from '#chain/ids.ts'
import type { Reader } from '#chain/schema.ts'
import { effort } from '#testing/effort.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { testCid } from '#testing/test-cid.ts'
import { testId } from '#testing/test-id.ts'
import { twistedBytes } from '#testing/twisted-bytes.ts'
import { MAX_HANDSHAKE_BYTES } from '../limits.ts'
import { peerIdFromSeed } from '../peer-id.ts'
import { decodeAnnouncement, encodeAnnouncement } from './announcement.ts'
import { BODIES, bodiesAnswer, bodiesQuestion } from './bodies.ts'
import { encodeFileNews, readFileNews } from './file-news.ts'
import { shakeAsDialler, shakeAsListener, WIRE_VERSION } from './handshake.ts'
import { HEADERS, headersAnswer, headersQuestion } from './headers.ts'
import { beatToWire, headToWire, readBeat, sharedPeersToWire } from './messages.ts'
import { PEER_EXCHANGE, peerExchangeMessage } from './peer-exchange.ts'
import { readMessage, type Wire } from './wire.ts'

/**
 * Whatever bytes come over a link, reading them gives a value or the rule that they break, and throws
 * nothing.
 */

const RUNS = effort(500, 50_000)
const ID = testId<BlockId & TxId>('07')
const NETWORK = testId<NetworkId>('ab')
const seed = new Uint8Array(32).fill(5)
const named = [{ peerId: peerIdFromSeed(seed), ageMs: 1_000, links: 3 }]
const head = { height: 3, tip: ID, totalWeight: 2n ** 80n }
const beat = { nonce: 1, head, links: 2, asksRelease: false, time: 1_790_000_000_000 as never }
const news = {
  held: [testCid('bafkreifzjut3te7nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e')],
  fetching: [],
  dropped: [],
}

const reading =
  <T>(reader: Reader<T>, most: number) =>
  (bytes: Uint8Array) =>
    readMessage(bytes, reader, most)

test.each([
  ['an announcement', decodeAnnouncement, encodeAnnouncement({ header: seed, txIds: [ID] })],
  [
    'news of files',
    (bytes: Uint8Array) => readFileNews(bytes, NETWORK),
    encodeFileNews(seed, NETWORK, 1, news),
  ],
  ['a heartbeat', reading(readBeat, 256), encode(beatToWire(beat))],
  [
    'a question for headers',
    reading(HEADERS.readQuestion, HEADERS.maxQuestionBytes),
    encode(headersQuestion({ locator: [ID], limit: 5 })),
  ],
  ['headers', reading(HEADERS.readAnswer, HEADERS.maxAnswerBytes), encode(headersAnswer([seed]))],
  [
    'a question for bodies',
    reading(BODIES.readQuestion, BODIES.maxQuestionBytes),
    encode(bodiesQuestion([ID])),
  ],
  ['bodies', reading(BODIES.readAnswer, BODIES.maxAnswerBytes), encode(bodiesAnswer([seed]))],
  [
    'peers',
    reading(PEER_EXCHANGE.readAnswer, PEER_EXCHANGE.maxAnswerBytes),
    encode(peerExchangeMessage(named)),
  ],
])('%s', (_, read: (bytes: Uint8Array) => { readonly ok: boolean }, good) => {
  expect(read(good).ok).toBe(true)
  fc.assert(
    fc.property(twistedBytes([good]), bytes => {
      expect(typeof read(bytes).ok).toBe('boolean')
    }),
    { numRuns: RUNS },
  )
})

test('both ends of a handshake', async () => {
  const info = { networkId: NETWORK, agent: 'tabchain/1', head }
  const good = [
    ['ping', WIRE_VERSION, new Uint8Array(8)],
    ['pong', WIRE_VERSION, createSeededRandom(1).bytes(8)],
    ['info', new Uint8Array(32).fill(0xab), 'tabchain/1', headToWire(head)],
    ['refuse', 'WIRE_VERSION', '€'.repeat(40)],
    ['peers', sharedPeersToWire(named)],
  ].map(message => encode(message as never))
  const [ping, pong, theirs] = good as [Uint8Array, Uint8Array, Uint8Array]
  const rest = fc.array(twistedBytes(good), { maxLength: 3 })
  const original = fc.oneof(
    rest,
    rest.map(messages => [ping, ...messages]),
    rest.map(messages => [pong, ...messages]),
    rest.map(messages => [ping, theirs, ...messages]),
    rest.map(messages => [pong, theirs, ...messages]),
  )
  await fc.assert(
    fc.asyncProperty(original, fc.boolean(), async (messages, dials) => {
      const left = [...messages]
      const wire: Wire = {
        // what has no encoding would throw here
        send: async value => void encode(value),
        receive: async reader => readMessage(left.shift() ?? new Uint8Array(), reader, MAX_HANDSHAKE_BYTES),
        end: async () => {},
      }
      const options = {
        wire,
        info,
        random: createSeededRandom(1),
        peersToShare: () => named,
        signal: new AbortController().signal,
      }
      const outcome = dials ? await shakeAsDialler(options) : await shakeAsListener(options, () => {})
      expect(typeof outcome.ok).toBe('boolean')
    }),
    { numRuns: RUNS },
  )
})
