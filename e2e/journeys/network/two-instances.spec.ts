import { hasRedis, TestRedis } from '../../../signaling/testing/test-redis.ts'
import { startFailoverProxy } from '../../support/failover-proxy.ts'
import { expect, test } from '../../support/journey.ts'
import { startServer } from '../../support/server.ts'
import { linked, type Tab } from '../../support/tab.ts'

test.skip(!hasRedis, 'redis-server is not installed')

interface Health {
  readonly peers: number
  readonly instances: number
}

const healthOf = async (url: string) => (await (await fetch(`${url}signal/health`)).json()) as Health

/** Each link and the moment at which it opened: another moment would be another link. */
async function linksOf(tab: Tab): Promise<string[]> {
  const peers = await tab.run<{ peerId: string; since: string }[]>('peers')
  return peers.map(({ peerId, since }) => `${peerId} ${since}`).sort()
}

test('tabs of two instances link; one is killed, its tabs go on through the other and lose no link', async ({
  newTab,
}) => {
  const redis = await TestRedis.start()
  const [killed, left] = [
    await startServer({ signalingOnly: true, redis: redis.url }),
    await startServer({ signalingOnly: true, redis: redis.url }),
  ]
  await expect.poll(async () => (await healthOf(killed.url)).instances).toBe(2)
  const proxy = await startFailoverProxy([killed.port, left.port])
  const query = { signal: `${proxy.url}signal/` }
  const tabs = [await newTab({ query }), await newTab({ query }), await newTab({ query })]
  while ((await healthOf(killed.url)).peers === 0 || (await healthOf(left.url)).peers === 0)
    tabs.push(await newTab({ query }))
  await linked(tabs, tabs.length - 1)
  const before = await Promise.all(tabs.map(linksOf))

  await killed.kill()
  await expect.poll(async () => (await healthOf(left.url)).peers).toBe(tabs.length)
  expect(await Promise.all(tabs.map(linksOf))).toEqual(before)

  const late = await newTab({ query })
  await linked([late], tabs.length)
  proxy.stop()
  await left.stop()
  await redis.kill()
})
