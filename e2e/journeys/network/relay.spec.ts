import { expect, test } from '../../support/journey.ts'
import { type IceServer, sendThrough } from '../../support/relay-page.ts'
import { type Server, startServer } from '../../support/server.ts'
import { linked, Tab } from '../../support/tab.ts'
import { networkLink, testNetwork } from '../../support/test-network.ts'

let relay: Server
test.beforeAll(async () => {
  relay = await startServer({ flags: ['--relay'] })
})
test.afterAll(() => relay.stop())

const BYTES = 200_000

for (const [protocol, suffix] of [
  ['udp', ''],
  ['tcp', '?transport=tcp'],
] as const)
  test(`two pages that may only be relayed exchange bytes over ${protocol}`, async ({ browser }) => {
    const pages = [await browser.newPage(), await browser.newPage()] as const
    for (const page of pages) await page.goto(`${relay.url}signal/health`)
    const servers = await pages[0].evaluate(
      async () => ((await (await fetch('/signal/ice')).json()) as { iceServers: IceServer[] }).iceServers,
    )
    const server = servers.find(({ urls }) => urls === `turn:127.0.0.1:${relay.port}${suffix}`) as IceServer
    expect(await sendThrough(server, pages, BYTES)).toEqual({
      received: BYTES,
      candidateTypes: ['relay', 'relay'],
      relayProtocol: protocol,
    })
    for (const page of pages) await page.close()
  })

test('two tabs whose networks let nothing else through are linked by the relay', async ({ browser }) => {
  const link = networkLink(relay.url, testNetwork('Relayed'))
  const tabs = []
  for (let i = 0; i < 2; i++) {
    const context = await browser.newContext({ serviceWorkers: 'block' })
    await context.addInitScript(() => {
      const Native = window.RTCPeerConnection
      window.RTCPeerConnection = class extends Native {
        constructor(configuration?: RTCConfiguration) {
          super({ ...configuration, iceTransportPolicy: 'relay' })
        }
      }
    })
    tabs.push(await new Tab(await context.newPage()).open(link))
  }
  await linked(tabs, 1)
  for (const { page } of tabs) await page.context().close()
})
