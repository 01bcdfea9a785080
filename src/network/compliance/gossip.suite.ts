import { expect, test } from 'vitest'
import type { TxId } from '#chain/ids.ts'
import { BugError } from '#lib/assert.ts'
import { testCid } from '#testing/test-cid.ts'
import { MAX_ANNOUNCED_IDS, MAX_TRANSACTION_MESSAGE_BYTES } from '../limits.ts'
import { id, type NetworkPlay, type SuiteNode, unique } from './network-play.suite.ts'

/** How often the node received this transaction. */
const timesReceived = ({ handlers }: SuiteNode, bytes: Uint8Array) =>
  handlers.transactions.filter(transaction => Buffer.compare(transaction.bytes, bytes) === 0).length

/** What every node of a network receives. */
export function gossipTests(play: NetworkPlay): void {
  test('a transaction reaches every other node once, and its publisher never', async () => {
    const [a, b, c] = await play.triangle()
    const bytes = unique()
    expect(await a.network.publishTransaction(bytes)).toBe(2)
    await play.until(() => expect([b, c].map(node => timesReceived(node, bytes))).toEqual([1, 1]))
    expect(await a.network.publishTransaction(bytes)).toBe(0)

    const later = unique()
    await a.network.publishTransaction(later)
    await play.until(() => expect([b, c].map(node => timesReceived(node, later))).toEqual([1, 1]))
    expect([a, b, c].map(node => timesReceived(node, bytes))).toEqual([0, 1, 1])
  })

  test('only what was found valid goes on, by way of whoever found it so', async () => {
    const [a, b, c] = await play.line()
    const publish = async (setUp: () => void) => {
      setUp()
      const bytes = unique()
      await a.network.publishTransaction(bytes)
      await play.until(() => expect(timesReceived(b, bytes)).toBe(1))
      return bytes
    }
    const judged = b.handlers.onTransaction.bind(b.handlers)
    const unchecked = await publish(() => {
      b.handlers.verdict = { verdict: 'unchecked', reason: 'storage failed' }
    })
    const failed = await publish(() => {
      b.handlers.onTransaction = async (bytes, from) => {
        await judged(bytes, from)
        throw new Error('storage failed')
      }
    })
    expect(b.network.peers().map(({ score }) => score)).toEqual([0, 0])
    const invalid = await publish(() => {
      b.handlers.onTransaction = judged
      b.handlers.verdict = { verdict: 'invalid', code: 'TX_SCHEMA', message: 'fee: missing' }
    })
    await play.until(() =>
      expect(b.handlers.eventsOf('peer-penalised')).toMatchObject([
        { peerId: a.network.peerId, code: 'TX_SCHEMA', penalty: 20 },
      ]),
    )
    const valid = await publish(() => {
      b.handlers.verdict = { verdict: 'valid', afterMs: 30 }
    })
    await play.until(() => expect(timesReceived(c, valid)).toBe(1))
    expect(c.handlers.transactions.at(-1)?.from).toBe(b.network.peerId)
    expect([unchecked, failed, invalid].map(bytes => timesReceived(c, bytes))).toEqual([0, 0, 0])
  })

  test('a transaction of too many bytes costs whoever sends it, and no handler sees it', async () => {
    const [a, b] = await play.line()
    const large = new Uint8Array(MAX_TRANSACTION_MESSAGE_BYTES + 1)
    await a.network.publishTransaction(large)
    await play.until(() =>
      expect(b.handlers.eventsOf('peer-penalised')).toMatchObject([{ code: 'WIRE_TOO_LARGE' }]),
    )
    expect(timesReceived(b, large)).toBe(0)
  })

  test('a block is announced as it is; one of very many transactions without their ids', async () => {
    const [a, b] = await play.line()
    const small = { header: unique(), txIds: [id<TxId>(1), id<TxId>(2)] }
    const large = {
      header: unique(),
      txIds: Array.from({ length: MAX_ANNOUNCED_IDS + 1 }, () => id<TxId>(1)),
    }
    for (const announcement of [small, large]) {
      expect(await a.network.publishBlock(announcement)).toBe(1)
      await play.until(() =>
        expect(b.handlers.blocks.at(-1)?.announcement.header).toEqual(announcement.header),
      )
    }
    expect(await a.network.publishBlock(small)).toBe(0)
    expect(b.handlers.blocks).toEqual([
      { announcement: small, from: a.network.peerId },
      { announcement: { ...large, txIds: [] }, from: a.network.peerId },
    ])
  })

  test('news of files come as those of whoever said them, whoever passed them on', async () => {
    const [a, b, c] = await play.line()
    const cid = testCid('bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e')
    const news = { held: [cid], fetching: [], dropped: [cid], turnS: 15 }
    expect(await a.network.publishFileNews(news)).toBe(1)
    const expected = [{ peerId: a.network.peerId, news }]
    await play.until(() => expect([b, c].map(({ handlers }) => handlers.news)).toEqual([expected, expected]))
    expect(a.handlers.news).toEqual([])
  })

  test('a bug of our own that a message meets is reported, costs nobody, and stops nothing', async () => {
    const [a, b] = await play.line()
    b.handlers.onFileNews = () => {
      throw new BugError('a planted assertion')
    }
    await a.network.publishFileNews({ held: [], fetching: [], dropped: [] })
    await play.until(() => expect(b.handlers.faults).not.toEqual([]))
    expect(b.handlers.faults[0]).toMatchObject({ judged: { what: 'message', step: 'file news' } })
    const next = unique()
    await a.network.publishTransaction(next)
    await play.until(() => expect(timesReceived(b, next)).toBe(1))
    expect(b.handlers.eventsOf('peer-penalised')).toEqual([])
  })
}
