import { afterEach, expect, test } from 'vitest'
import { TestClient, testPeerId } from './testing/test-client.ts'
import { startTestServer, type TestServer } from './testing/test-server.ts'

const LISTED = 'https://tabs.example'

let running: TestServer | undefined
afterEach(() => running?.stop())

/** What a page of this origin gets: the status of a request, its permission, and that of a WebSocket. */
async function asks(origins: readonly string[] | undefined, origin: string | undefined) {
  running = await startTestServer({}, { origins })
  const { port, url } = running
  const headers = origin === undefined ? {} : { Origin: origin.replace('PORT', String(port)) }
  const response = await fetch(`${url}/ice`, { headers })
  const client = new TestClient(port, testPeerId(1), { options: { headers } })
  await client.until(({ refused, received }) => refused !== undefined || received.length > 0)
  return {
    http: response.status,
    allows: response.headers.get('access-control-allow-origin'),
    socket: client.refused ?? client.received[0]?.type,
  }
}

test.each([
  ['any page, without a list', undefined, 'https://anyone.example', '*'],
  ['a listed page', [LISTED], LISTED, LISTED],
  ['the page of the own host', [LISTED], 'http://127.0.0.1:PORT', expect.stringMatching(/^http:\/\/127/)],
  ['a program, which has no origin', [LISTED], undefined, '*'],
])('%s may use the server', async (_, origins, origin, allows) => {
  expect(await asks(origins, origin)).toEqual({ http: 200, allows, socket: 'OPEN' })
})

test.each([
  ['another page', 'https://evil.example'],
  ['a page whose origin only looks like it', 'https://tabs.example.evil'],
  ['a page without an origin of its own', 'null'],
])('%s may not, where the allowed ones are listed', async (_, origin) => {
  expect(await asks([LISTED], origin)).toEqual({ http: 403, allows: null, socket: 403 })
})
