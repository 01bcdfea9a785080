import { afterEach, beforeEach, expect, test } from 'vitest'
import { DEFAULT_NETWORK } from '#chain/genesis/default-network.ts'
import { networkIdOf } from '#chain/genesis/network-id.ts'
import type { Result } from '#lib/result.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { LinkHub } from '#testing/link-hub.ts'
import { type NetworkNode, startNetworkNode } from '#testing/network-node.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { until } from '#testing/until.ts'
import { peerIdFromSeed } from '../peer-id.ts'
import { sdpOf } from './description.ts'
import { type HandCode, HandLinks } from './hand-links.ts'
import { HAND_OFFER_CLOCK_MS, HAND_OFFER_LIFETIME_MS } from './limits.ts'

const networkId = networkIdOf(DEFAULT_NETWORK)
const hub = new LinkHub()
let nodes: NetworkNode[] = []
let tabs: HandLinks[] = []

beforeEach(async () => {
  nodes = []
  for (const n of [11, 12, 13]) nodes.push(await startNetworkNode(hub, n, { networkId }))
  tabs = await Promise.all(nodes.map(({ handLinks }) => handLinks()))
})
afterEach(() => Promise.all(nodes.map(({ network }) => network.stop())))

const tab = (n: number): HandLinks => tabs[n] as HandLinks
const offer = () => tab(0).offer(DEFAULT_NETWORK)
const value = <T>(result: Result<T, { code: string; message: string }>): T => {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}
const answer = async (n: number, { text }: HandCode) =>
  value(await tab(n).accept(value(await tab(n).read(text))))
const codeOf = async (result: Promise<Result<unknown, { code: string }>>) => {
  const settled = await result
  return settled.ok ? 'ok' : settled.error.code
}

test('an offer and its answer link two tabs', async () => {
  const { text } = await answer(1, await offer())
  expect(value(await tab(0).complete(text))).toBe(nodes[1]?.network.peerId)
  await until(() => {
    expect(nodes[0]?.network.peers()).toMatchObject([{ direction: 'outbound', route: 'hand' }])
    expect(nodes[1]?.network.peers()).toMatchObject([{ direction: 'inbound', route: 'hand' }])
  })
})

test('the QR codes carry the same as the text', async () => {
  const { codes } = await offer()
  const { codes: answered } = await answer(1, { text: [...codes].reverse().join('\n'), codes, expires: 0 })
  expect(await codeOf(tab(0).complete(answered.join('\n')))).toBe('ok')
})

test('an offer is answered once, and the same tab gives the same answer twice', async () => {
  const made = await offer()
  const [first, again, other] = [await answer(1, made), await answer(1, made), await answer(2, made)]
  expect(again).toEqual(first)
  expect(await codeOf(tab(0).complete(first.text))).toBe('ok')
  expect(await codeOf(tab(0).complete(first.text))).toBe('ANSWER_OTHER_OFFER')
  expect(await codeOf(tab(0).complete(other.text))).toBe('ANSWER_OTHER_OFFER')
  expect(
    await codeOf(
      tab(1)
        .read(made.text)
        .then(read => tab(1).accept(value(read))),
    ),
  ).toBe('ok')
})

test('two tabs that are linked need no answer', async () => {
  const { text } = await answer(1, await offer())
  await tab(0).complete(text)
  expect(await codeOf(tab(1).accept(value(await tab(1).read((await offer()).text))))).toBe('LINK_DUPLICATE')
})

test('each mistake is named', async () => {
  const made = await offer()
  const answered = await answer(1, made)
  expect(await codeOf(tab(0).read(made.text))).toBe('OFFER_OWN')
  expect(await codeOf(tab(1).read(answered.text))).toBe('OFFER_EXPECTED')
  expect(await codeOf(tab(0).complete(made.text))).toBe('ANSWER_EXPECTED')
  expect(await codeOf(tab(2).complete(answered.text))).toBe('ANSWER_OTHER_OFFER')
})

test('a third offer ends the first, and its answer is refused with the reason', async () => {
  const first = await answer(1, await offer())
  await offer()
  await offer()
  expect(await codeOf(tab(0).complete(first.text))).toBe('OFFER_EXPIRED')
})

test('an answer of another network is named', async () => {
  const elsewhere = await startNetworkNode(hub, 14)
  nodes.push(elsewhere)
  const { text } = await answer(1, await offer())
  expect(await codeOf((await elsewhere.handLinks()).complete(text))).toBe('ANSWER_OTHER_NETWORK')
})

/** A tab whose page describes its connections and opens none. */
function waitingTab(n: number, clock = createFakeClock()): HandLinks {
  const identitySeed = new Uint8Array(32).fill(n)
  const fingerprint = new Uint8Array(32).fill(n)
  const sdp = sdpOf({ ufrag: 'test', password: 'x'.repeat(22), fingerprint, candidates: [] }, 'offer')
  return new HandLinks({
    ...{ identitySeed, networkId, clock, self: peerIdFromSeed(identitySeed) },
    random: createSeededRandom(n),
    isLinked: () => false,
    dial: (_, signal, introduce) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
        queueMicrotask(() => void introduce(sdp))
      }),
    answer: async () => sdp,
    adopt: async () => {},
  })
}

test('an offer expires after ten minutes, for its reader two minutes later', async () => {
  const clock = createFakeClock()
  const [ana, ben] = [waitingTab(1, clock), waitingTab(2, clock)]
  const { text } = await ana.offer(DEFAULT_NETWORK)
  await clock.advance(HAND_OFFER_LIFETIME_MS)
  const { text: answered } = value(await ben.accept(value(await ben.read(text))))
  expect(await codeOf(ana.complete(answered))).toBe('OFFER_EXPIRED')
  await clock.advance(HAND_OFFER_CLOCK_MS + 1)
  expect(await codeOf(ben.read(text))).toBe('OFFER_EXPIRED')
})

test('after a reload the tab does not know its offer any more', async () => {
  const [before, after, ben] = [waitingTab(1), waitingTab(1), waitingTab(2)]
  const { text } = await before.offer(DEFAULT_NETWORK)
  const { text: answered } = value(await ben.accept(value(await ben.read(text))))
  expect(await codeOf(after.complete(answered))).toBe('ANSWER_OTHER_OFFER')
})
