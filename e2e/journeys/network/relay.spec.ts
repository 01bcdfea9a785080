import type { Browser } from 'puppeteer-core'
import { launchFirefox, NO_FIREFOX, openPage } from '../../support/firefox.ts'
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
const PROTOCOLS = [
  ['udp', ''],
  ['tcp', '?transport=tcp'],
] as const

/** The relay as a page learns of it, over one protocol. */
async function relayOver(suffix: string): Promise<IceServer> {
  const { iceServers } = (await (await fetch(`${relay.url}signal/ice`)).json()) as { iceServers: IceServer[] }
  return iceServers.find(({ urls }) => urls === `turn:127.0.0.1:${relay.port}${suffix}`) as IceServer
}

for (const [protocol, suffix] of PROTOCOLS)
  test(`two pages that may only be relayed exchange bytes over ${protocol}`, async ({ browser }) => {
    const pages = [await browser.newPage(), await browser.newPage()] as const
    for (const page of pages) await page.goto(`${relay.url}signal/health`)
    expect(await sendThrough(await relayOver(suffix), pages, BYTES)).toEqual({
      received: BYTES,
      candidateTypes: ['relay', 'relay'],
      relayProtocol: protocol,
    })
    for (const page of pages) await page.close()
  })

test('a page of Firefox and one of Chromium are relayed over UDP and TCP', async ({ browser }) => {
  const firefox = await launchFirefox()
  test.skip(firefox === undefined, NO_FIREFOX)
  const pages = [await openPage(firefox as Browser), await browser.newPage()] as const
  for (const page of pages) await page.goto(`${relay.url}signal/health`)
  for (const [, suffix] of PROTOCOLS) {
    const link = await sendThrough(await relayOver(suffix), pages, BYTES)
    expect(link).toMatchObject({ received: BYTES, candidateTypes: ['relay', 'relay'] })
  }
  await pages[1].close()
  await firefox?.close()
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
