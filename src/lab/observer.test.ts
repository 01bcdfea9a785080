import { beforeEach, expect, test } from 'vitest'
import { assembleHeader } from '#chain/block/header-codec.ts'
import { hashOf } from '#chain/hash.ts'
import type { Hash } from '#chain/ids.ts'
import type { Verdict } from '#network/network.ts'
import { packTransaction } from '#node/pool/transaction-message.ts'
import { createChainBuilder, testNetwork } from '#testing/chain-builder.ts'
import { createFakeClock, type FakeClock } from '#testing/fake-clock.ts'
import { RecordingHandlers } from '#testing/network-node.ts'
import { testPeer } from '#testing/test-peer.ts'
import { MAX_MESSAGE_BYTES, SIGHTINGS_KEPT, SIGHTINGS_PER_PEER } from './limits.ts'
import { Observer } from './observer.ts'

let clock: FakeClock
let observer: Observer
let node: RecordingHandlers
let watched: ReturnType<Observer['watch']>
beforeEach(() => {
  clock = createFakeClock(1_000_000)
  observer = new Observer(clock)
  node = new RecordingHandlers()
  watched = observer.watch(node)
})

const bytes = Uint8Array.of(1, 2, 3)
const id = hashOf<Hash>(bytes)
const send = (from: string, verdict: Verdict, round = 1) => {
  node.verdict = verdict
  return watched.onTransaction(packTransaction(round, bytes), testPeer(from))
}

test('a transaction’s verdict is passed on unchanged, and remembered by sender and id', async () => {
  const verdict: Verdict = { verdict: 'invalid', code: 'TX_SIGNATURE', message: 'forged' }
  expect(await send('mallory', verdict)).toBe(verdict)
  expect(node.transactions).toHaveLength(1)

  const seen = {
    peerId: 'mallory',
    id,
    verdict: 'invalid',
    rule: 'TX_SIGNATURE',
    message: 'forged',
    count: 1,
  }
  expect(observer.sightings(['mallory'], [])).toEqual([seen])
  expect(observer.sightings([], [id])).toEqual([seen])
  expect(observer.sightings(['alice'], ['00'])).toEqual([])
})

test('a rule without a penalty is “unchecked”, as in the table of verdicts', async () => {
  await send('mallory', { verdict: 'invalid', code: 'TX_BALANCE', message: 'poor' })
  expect(observer.sightings(['mallory'], [])).toMatchObject([{ verdict: 'unchecked', rule: 'TX_BALANCE' }])
})

test('an obstacle is reported by its code; repetitions are counted', async () => {
  for (let i = 0; i < 3; i++) {
    await send('mallory', { verdict: 'unchecked', reason: 'a gap', code: 'POOL_NONCE_FAR' }, i)
  }
  expect(observer.sightings([], [id])).toMatchObject([{ rule: 'POOL_NONCE_FAR', message: 'a gap', count: 3 }])
})

test('a block is known by its header', async () => {
  const { genesis } = createChainBuilder(testNetwork())
  const { bytes: header, id: blockId } = assembleHeader(genesis.header)
  await watched.onBlock({ header, txIds: [] }, testPeer('alice'))
  expect(observer.sightings([], [blockId])).toMatchObject([{ peerId: 'alice', verdict: 'valid', rule: '' }])
  expect(node.blocks).toHaveLength(1)
})

test('penalties, bans and links closed for a low score are remembered, and passed to the node too', () => {
  const penalised = { peerId: 'mallory', code: 'WIRE_FLOOD', message: 'too fast', penalty: 5, score: -55 }
  watched.onEvent('peer-penalised', penalised)
  expect(observer.score('mallory')).toBe(-55)
  expect(observer.sightings(['mallory'], [])).toMatchObject([
    { verdict: 'invalid', rule: 'WIRE_FLOOD', id: '' },
  ])
  expect(observer.wasCutOff('mallory')).toBe(false)

  watched.onEvent('link-closed', { peerId: 'alice', reason: 'closed by the peer' })
  expect(observer.wasCutOff('alice')).toBe(false)
  watched.onEvent('link-closed', { peerId: 'mallory', reason: 'its score fell too low: WIRE_FLOOD' })
  expect(observer.wasCutOff('mallory')).toBe(true)
  watched.onEvent('peer-banned', { peerId: 'eve', reason: 'SEAL_WORK' })
  expect(observer.wasCutOff('eve')).toBe(true)
  expect(node.eventsOf('peer-penalised')).toEqual([penalised])
})

test('the time since an id arrived first is known', async () => {
  await send('alice', { verdict: 'valid' })
  await clock.advance(700)
  await send('bob', { verdict: 'unchecked', reason: 'known' })
  expect(observer.arrivedAgo(id)).toBe(700)
  expect(observer.arrivedAgo('00')).toBeUndefined()
})

test('gossip messages are counted by sender, before they are judged', () => {
  expect(observer.received('mallory')).toBe(0)
  for (let i = 0; i < 3; i++) observer.countGossip('mallory')
  observer.countGossip('alice')
  expect([observer.received('mallory'), observer.received('alice')]).toEqual([3, 1])
  expect(observer.sightings(['mallory'], [])).toEqual([])
})

test('a flood is bounded: sightings per peer and in total, and the length of texts', async () => {
  for (let i = 0; i < 2 * SIGHTINGS_PER_PEER; i++) {
    node.verdict = { verdict: 'unchecked', reason: '\u{1f480}'.repeat(1000), code: 'HEADER_PARENT_UNKNOWN' }
    await watched.onTransaction(packTransaction(0, Uint8Array.of(i)), testPeer('mallory'))
  }
  const seen = observer.sightings(['mallory'], [])
  expect(seen).toHaveLength(SIGHTINGS_PER_PEER + 1)
  expect(seen.at(-1)).toMatchObject({ id: '', count: SIGHTINGS_PER_PEER })
  expect(new TextEncoder().encode(seen[0]?.message).length).toBeLessThanOrEqual(MAX_MESSAGE_BYTES)

  for (let i = 0; i < SIGHTINGS_KEPT; i++) await send(`peer ${i}`, { verdict: 'valid' })
  expect(observer.sightings(['mallory'], [])).toEqual([])
  expect(observer.sightings([], [id])).toHaveLength(SIGHTINGS_KEPT)
})
