import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { until } from '#testing/until.ts'
import { createLog } from '../log.ts'
import { NETWORK_A, NETWORK_B, TestClient, testPeerId } from '../testing/test-client.ts'
import { hasRedis, TestRedis } from '../testing/test-redis.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { joinCluster } from './redis-cluster.ts'

const ALICE = testPeerId(1)
const BOB = testPeerId(2)
const CAROL = testPeerId(3)

if (!hasRedis) console.warn('redis-server is not installed: the tests of several instances are skipped.')

describe.skipIf(!hasRedis)('several instances', () => {
  let redis: TestRedis
  const instances: TestServer[] = []
  let log: string[] = []

  beforeAll(async () => {
    redis = await TestRedis.start()
  })
  afterAll(() => redis.kill())
  beforeEach(() => {
    log = []
  })
  afterEach(async () => {
    for (const instance of instances.splice(0)) instance.stop()
    // A new one is empty.
    await redis.kill()
    await redis.restart()
  })

  async function start(): Promise<TestServer> {
    const instance = await startTestServer(
      {},
      {
        join: host =>
          joinCluster(
            redis.url,
            host,
            createLog('text', line => log.push(line)),
          ),
      },
    )
    instances.push(instance)
    return instance
  }

  /** Two that know each other. */
  async function two(): Promise<[TestServer, TestServer]> {
    const pair = [await start(), await start()] as [TestServer, TestServer]
    await until(() => expect(pair.map(instancesOf)).toEqual([2, 2]))
    return pair
  }

  const instancesOf = ({ signaling }: TestServer) => signaling.state().cluster?.instances

  async function peersOf({ url }: TestServer, networkId = NETWORK_A, query = ''): Promise<string[]> {
    const response = await fetch(`${url}/networks/${networkId}/peers${query}`)
    return ((await response.json()) as { peers: string[] }).peers.sort()
  }

  test('tabs of two instances see each other, and their offers and answers pass', async () => {
    const [a, b] = await two()
    const alice = await new TestClient(a.port, ALICE).opened()
    const bob = await new TestClient(b.port, BOB).opened()
    await new TestClient(b.port, CAROL, { networkId: NETWORK_B }).opened()
    expect(await peersOf(a)).toEqual([ALICE, BOB].sort())
    expect(await peersOf(b)).toEqual([ALICE, BOB].sort())
    expect(await peersOf(a, NETWORK_A, `?except=${ALICE}`)).toEqual([BOB])

    const payload = { sdp: 'v=0\r\n "ä" \u2028\n', connectionId: 'dc_1' }
    alice.send({ type: 'OFFER', dst: BOB, payload })
    for (let i = 0; i < 20; i++) alice.send({ type: 'CANDIDATE', dst: BOB, payload: { i } })
    expect(await bob.message('OFFER')).toEqual({ type: 'OFFER', src: ALICE, dst: BOB, payload })
    await bob.until(({ received }) => received.length === 22)
    expect(bob.received.slice(2).map(message => message.payload?.i)).toEqual([...Array(20).keys()])
    bob.send({ type: 'ANSWER', dst: ALICE, payload: { sdp: 'x' } })
    expect(await alice.message('ANSWER')).toMatchObject({ src: BOB, payload: { sdp: 'x' } })
  })

  test('an offer to a peer that is nowhere, or of another network, is answered at once', async () => {
    const [a, b] = await two()
    const alice = await new TestClient(a.port, ALICE).opened()
    await new TestClient(b.port, BOB, { networkId: NETWORK_B }).opened()
    alice.send({ type: 'OFFER', dst: BOB, payload: {} })
    expect(await alice.message('EXPIRE')).toEqual({ type: 'EXPIRE', src: BOB, dst: ALICE })
  })

  test('a list has at most ten peers, and over time all of them', async () => {
    const [a, b] = await two()
    const ids = Array.from({ length: 24 }, (_, n) => testPeerId(10 + n))
    await Promise.all(ids.map((id, n) => new TestClient((n < 6 ? a : b).port, id).opened()))
    const seen = new Map<string, number>()
    for (let i = 0; i < 60; i++) {
      const peers = await peersOf(a)
      expect(new Set(peers).size).toBe(10)
      for (const peer of peers) seen.set(peer, (seen.get(peer) ?? 0) + 1)
    }
    // Each is in a list with the chance of 10/24; that one is in none of 60 has a chance below 10^-12.
    expect([...seen.keys()].sort()).toEqual([...ids].sort())
  })

  test('whoever proves an id at another instance takes it over at once, and back', async () => {
    const [a, b] = await two()
    const bob = await new TestClient(b.port, BOB).opened()
    const old = await new TestClient(a.port, ALICE, { options: { autoPong: false } }).opened()
    bob.send({ type: 'OFFER', dst: ALICE, payload: { n: 1 } })
    await old.message('OFFER')

    const next = await new TestClient(b.port, ALICE).opened()
    await old.gone()
    bob.send({ type: 'OFFER', dst: ALICE, payload: { n: 2 } })
    expect((await next.message('OFFER')).payload).toEqual({ n: 2 })
    const squatter = new TestClient(a.port, ALICE, { proof: 'wrong' })
    await squatter.gone()

    const back = await new TestClient(a.port, ALICE).opened()
    await next.gone()
    bob.send({ type: 'OFFER', dst: ALICE, payload: { n: 3 } })
    expect((await back.message('OFFER')).payload).toEqual({ n: 3 })
    expect(await peersOf(b)).toEqual([ALICE, BOB].sort())
  })

  test.each([
    ['killed', () => redis.kill(), () => redis.restart()],
    ['frozen', async () => redis.freeze(true), async () => redis.freeze(false)],
  ])(
    'while Redis is %s an instance serves its own tabs, says so, and comes back by itself',
    async (_, stop, resume) => {
      const [a, b] = await two()
      const alice = await new TestClient(a.port, ALICE).opened()
      const bob = await new TestClient(b.port, BOB).opened()
      await stop()
      await until(() => expect(a.signaling.state().cluster?.connected).toBe(false))
      await until(() => expect(b.signaling.state().cluster?.connected).toBe(false))
      expect(log.filter(line => line.startsWith('Redis is away'))).toHaveLength(2)
      expect(await (await fetch(`${a.url}/health`)).json()).toMatchObject({ status: 'ok', redis: 'away' })

      const carol = await new TestClient(a.port, CAROL).opened()
      alice.send({ type: 'OFFER', dst: CAROL, payload: {} })
      await carol.message('OFFER')
      alice.send({ type: 'OFFER', dst: BOB, payload: { n: 1 } })
      await alice.message('EXPIRE')
      expect(await peersOf(a)).toEqual([ALICE, CAROL].sort())

      await resume()
      await until(async () => expect(await peersOf(b)).toEqual([ALICE, BOB, CAROL].sort()))
      await until(async () => expect(await peersOf(a)).toEqual([ALICE, BOB, CAROL].sort()))
      bob.send({ type: 'OFFER', dst: CAROL, payload: { n: 2 } })
      await carol.until(({ received }) => received.some(({ payload }) => payload?.n === 2))
      expect(log.filter(line => line.startsWith('Redis is back'))).toHaveLength(2)
    },
  )

  test('a tab that moved while Redis was away is where it came last', async () => {
    const [a, b] = await two()
    const old = await new TestClient(a.port, ALICE).opened()
    await redis.kill()
    await until(() =>
      expect(instances.map(i => i.signaling.state().cluster?.connected)).toEqual([false, false]),
    )
    const next = await new TestClient(b.port, ALICE).opened()
    await redis.restart()
    await old.gone()
    const bob = await new TestClient(a.port, BOB).opened()
    bob.send({ type: 'OFFER', dst: ALICE, payload: {} })
    await next.message('OFFER')
  })
})
