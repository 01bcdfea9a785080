import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { until } from '#testing/until.ts'
import { NETWORK_A, TestClient, testPeerId } from '../testing/test-client.ts'
import { type Program, TestBuild } from '../testing/test-program.ts'
import { hasRedis, TestRedis } from '../testing/test-redis.ts'

const ALICE = testPeerId(1)
const BOB = testPeerId(2)

if (!hasRedis) console.warn('redis-server is not installed: the tests of killed instances are skipped.')

describe.skipIf(!hasRedis)('an instance that is killed', () => {
  let redis: TestRedis
  let built: TestBuild
  beforeAll(async () => {
    redis = await TestRedis.start()
    built = await TestBuild.make()
  })
  afterEach(() => built.stop())
  afterAll(async () => {
    await redis.kill()
    await built.remove()
  })

  const start = () => built.run('--port', '0', '--redis', redis.url)
  const portOf = async (program: Program) => Number((await program.url()).port)

  async function ask(program: Program, path: string): Promise<Record<string, unknown>> {
    return (await (await fetch(new URL(`signal/${path}`, await program.url()))).json()) as Record<
      string,
      unknown
    >
  }
  const peersOf = async (program: Program) =>
    ((await ask(program, `networks/${NETWORK_A}/peers`)).peers as string[]).sort()
  const know = (program: Program, count: number) =>
    until(async () => expect(await ask(program, 'health')).toMatchObject({ instances: count }))

  test('its tabs go on through another one, and are reached there at once', async () => {
    const [a, b, killed] = [start(), start(), start()]
    await Promise.all([a, b, killed].map(program => know(program, 3)))
    const alice = await new TestClient(await portOf(a), ALICE).opened()
    const lost = await new TestClient(await portOf(killed), BOB).opened()
    alice.send({ type: 'OFFER', dst: BOB, payload: { n: 1 } })
    await lost.message('OFFER')

    killed.process.kill('SIGKILL')
    await lost.gone()
    const bob = await new TestClient(await portOf(b), BOB).opened()
    alice.send({ type: 'OFFER', dst: BOB, payload: { n: 2 } })
    expect((await bob.message('OFFER')).payload).toEqual({ n: 2 })
    expect(await peersOf(a)).toEqual([ALICE, BOB].sort())
    await know(a, 2)
  })

  test('its tabs that come nowhere else vanish from the lists', async () => {
    const [a, killed] = [start(), start()]
    await know(a, 2)
    await new TestClient(await portOf(killed), BOB).opened()
    expect(await peersOf(a)).toEqual([BOB])
    killed.process.kill('SIGKILL')
    await until(async () => expect(await peersOf(a)).toEqual([]))
    await know(a, 1)
  })
})
