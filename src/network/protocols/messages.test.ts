import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CborValue, encode } from '#chain/codec.ts'
import { hashFromBytes } from '#chain/hash.ts'
import type { BlockId, TxId } from '#chain/ids.ts'
import { MAX_TRANSACTION_BYTES } from '#chain/limits.ts'
import type { UnixMs } from '#lib/clock.ts'
import { namedId, testId } from '#testing/test-id.ts'
import {
  MAX_ANNOUNCED_IDS,
  MAX_BODIES,
  MAX_BODIES_BYTES,
  MAX_HEADERS,
  MAX_HEARTBEAT_BYTES,
  MAX_LOCATOR_IDS,
  MAX_POOL_BYTES,
  MAX_POOL_IDS,
  MAX_POOL_TRANSACTIONS,
  MAX_STEM_TRANSACTIONS,
  MAX_WEIGHT_BYTES,
  SHORT_ID_BYTES,
} from '../limits.ts'
import { decodeAnnouncement, encodeAnnouncement } from './announcement.ts'
import { BODIES, bodiesAnswer, bodiesQuestion } from './bodies.ts'
import { HEADERS, headersAnswer, headersQuestion } from './headers.ts'
import { beatToWire, readBeat } from './messages.ts'
import { POOL, poolAnswer, poolQuestion } from './pool.ts'
import type { RequestProtocol } from './request.ts'
import { STEM, stemAnswer, stemQuestion } from './stem.ts'
import { readMessage } from './wire.ts'

const ID = testId<BlockId & TxId>('07')
const hex32 = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(hashFromBytes<BlockId>)
const head = fc.record({
  height: fc.maxSafeNat(),
  tip: hex32,
  totalWeight: fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }),
})
const beat = fc.record({
  nonce: fc.maxSafeNat(),
  head,
  links: fc.maxSafeNat(),
  asksRelease: fc.boolean(),
  time: fc.maxSafeNat().map(time => time as UnixMs),
})

test('a heartbeat says what it said, and fits its bound whatever the weight', () => {
  fc.assert(
    fc.property(beat, value => {
      const bytes = encode(beatToWire(value))
      expect(bytes.length).toBeLessThanOrEqual(MAX_HEARTBEAT_BYTES)
      expect(readMessage(bytes, readBeat, MAX_HEARTBEAT_BYTES)).toEqual({ ok: true, value })
    }),
  )
})

const withWeight = (weight: Uint8Array): CborValue => [
  1,
  [2, new Uint8Array(32), weight],
  3,
  false,
  1_790_000_000_000,
]

test.each([
  ['no byte', new Uint8Array()],
  ['a leading zero', Uint8Array.of(0, 1)],
  ['too many bytes', new Uint8Array(MAX_WEIGHT_BYTES + 1).fill(1)],
])('a weight with %s is malformed, so that a head has one form', (_, weight) => {
  expect(readMessage(encode(withWeight(weight)), readBeat, 256)).toMatchObject({
    ok: false,
    error: { code: 'WIRE_MALFORMED' },
  })
})

test('bytes after the value, and a form that is not the shortest, are malformed', () => {
  const bytes = encode(withWeight(Uint8Array.of(0)))
  expect(readMessage(bytes, readBeat, 256).ok).toBe(true)
  expect(readMessage(Uint8Array.of(...bytes, 0), readBeat, 256).ok).toBe(false)
  const longNonce = Uint8Array.of(bytes[0] ?? 0, 0x18, 1, ...bytes.subarray(2))
  expect(readMessage(longNonce, readBeat, 256)).toMatchObject({
    error: { message: expect.stringContaining('NOT_CANONICAL') },
  })
})

test('announcements: round trip, a broken list of ids, a header that is too long', () => {
  const announcement = { header: Uint8Array.of(1, 2), txIds: [ID, ID] }
  expect(decodeAnnouncement(encodeAnnouncement(announcement))).toEqual({ ok: true, value: announcement })
  expect(decodeAnnouncement(encode([Uint8Array.of(1), new Uint8Array(33)])).ok).toBe(false)
  expect(decodeAnnouncement(encode([new Uint8Array(1025), new Uint8Array()])).ok).toBe(false)
  const longest = { header: new Uint8Array(1024), txIds: Array(MAX_ANNOUNCED_IDS).fill(ID) }
  expect(decodeAnnouncement(encodeAnnouncement(longest)).ok).toBe(true)
  expect(
    decodeAnnouncement(encodeAnnouncement({ ...longest, txIds: [...longest.txIds, ...Array(64).fill(ID)] })),
  ).toMatchObject({
    error: { code: 'WIRE_TOO_LARGE' },
  })
})

function question<Q, A>(protocol: RequestProtocol<Q, A>, value: CborValue) {
  return readMessage(encode(value), protocol.readQuestion, protocol.maxQuestionBytes)
}
function answer<Q, A>(protocol: RequestProtocol<Q, A>, value: CborValue) {
  return readMessage(encode(value), protocol.readAnswer, protocol.maxAnswerBytes)
}

test('the largest question and answer of headers and bodies fit their bounds, one more does not', () => {
  const ids = Array<BlockId>(MAX_LOCATOR_IDS).fill(ID)
  expect(question(HEADERS, headersQuestion({ locator: ids, limit: 999_999 }))).toEqual({
    ok: true,
    value: { locator: ids, limit: MAX_HEADERS },
  })
  expect(question(HEADERS, [[...ids, ID].map(() => new Uint8Array(32)), 1]).ok).toBe(false)
  expect(question(BODIES, bodiesQuestion(Array(MAX_BODIES).fill(ID))).ok).toBe(true)

  const headers = Array(MAX_HEADERS).fill(new Uint8Array(1024))
  expect(answer(HEADERS, headersAnswer([...headers, ...headers]))).toEqual({ ok: true, value: { headers } })
  expect(answer(HEADERS, [[...headers, new Uint8Array(1)]]).ok).toBe(false)
  expect(answer(HEADERS, [[new Uint8Array(1025)]]).ok).toBe(false)
})

test('exchanges of pools and what goes to one peer alone: the largest fit their bounds, one more does not', () => {
  const held = Array<string>(MAX_POOL_IDS).fill('0a'.repeat(SHORT_ID_BYTES))
  expect(question(POOL, poolQuestion(held.map(id => namedId<TxId>(id.repeat(4)))))).toEqual({
    ok: true,
    value: { held },
  })
  const ids = (count: number) => new Uint8Array(count * SHORT_ID_BYTES)
  expect(question(POOL, [ids(MAX_POOL_IDS + 1)]).ok).toBe(false)
  expect(question(POOL, [new Uint8Array(SHORT_ID_BYTES + 1)]).ok).toBe(false)
  const most = Array(MAX_POOL_TRANSACTIONS).fill(new Uint8Array(MAX_POOL_BYTES / MAX_POOL_TRANSACTIONS))
  expect(answer(POOL, poolAnswer([...most, ...most]))).toEqual({ ok: true, value: { transactions: most } })
  expect(answer(POOL, [[...most, new Uint8Array()]]).ok).toBe(false)

  const stem = (count: number, bytes: number) =>
    question(STEM, stemQuestion(Array(count).fill(new Uint8Array(bytes)))).ok
  expect(stem(MAX_STEM_TRANSACTIONS, 1_024)).toBe(true)
  expect(stem(MAX_STEM_TRANSACTIONS + 1, 1)).toBe(false)
  expect(stem(1, MAX_TRANSACTION_BYTES)).toBe(true)
  expect(stem(2, MAX_TRANSACTION_BYTES)).toBe(false)
  expect(answer(STEM, stemAnswer())).toEqual({ ok: true, value: {} })
})

test('an answer of bodies always has the first, and ends before its bytes are too many', () => {
  const count = (sizes: readonly number[]) =>
    (bodiesAnswer(sizes.map(size => new Uint8Array(size))) as CborValue[][])[0]?.length
  expect(count([])).toBe(0)
  expect(count([8 << 20])).toBe(1)
  expect(count([8 << 20, MAX_BODIES_BYTES, 1])).toBe(2)
  expect(count([0, 0, 5])).toBe(3)
  expect(answer(BODIES, bodiesAnswer([new Uint8Array(8 << 20), new Uint8Array(MAX_BODIES_BYTES)])).ok).toBe(
    true,
  )
})
