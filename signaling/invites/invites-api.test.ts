import { createHash } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { TestClient, testPeerId } from '../testing/test-client.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { INVITE_LIMITS, type InviteLimits } from './limits.ts'

const GENESIS = Buffer.from('the parameters of a network')
const NETWORK = createHash('sha256').update(GENESIS).digest('hex')

let running: TestServer
afterEach(() => running.stop())

async function start(limits: Partial<InviteLimits> = {}): Promise<void> {
  running = await startTestServer({}, { inviteLimits: { ...INVITE_LIMITS, ...limits } })
}
const ask = (path: string, method = 'GET', body?: Buffer) =>
  fetch(`${running.url}${path}`, { method, ...(body ? { body: new Uint8Array(body) } : {}) })
const offer = (bytes = GENESIS, networkId = NETWORK) => ask(`/networks/${networkId}/genesis`, 'PUT', bytes)
const genesis = () => ask(`/networks/${NETWORK}/genesis`)
const join = () => new TestClient(running.port, testPeerId(1), { networkId: NETWORK }).opened()
const errorOf = async (response: Response) =>
  `${response.status} ${((await response.json()) as { error: { code: string } }).error.code}`

test('a member’s parameters are handed out to whoever asks by the network’s id', async () => {
  await start()
  expect(await errorOf(await genesis())).toBe('404 NETWORK_UNKNOWN')
  expect(await errorOf(await offer())).toBe('404 NETWORK_ABSENT')
  await join()
  expect((await offer()).status).toBe(204)
  const answer = await genesis()
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(GENESIS)
})

test('other parameters, too many bytes and malformed ids are refused', async () => {
  await start({ genesisBytes: 64 })
  await join()
  expect(await errorOf(await offer(Buffer.from('others')))).toBe('400 GENESIS_HASH')
  expect(await errorOf(await offer(Buffer.alloc(65)))).toBe('413 GENESIS_SIZE')
  expect(await errorOf(await offer(GENESIS, 'x'))).toBe('400 NETWORK_ID')
})

test('a code is for a network whose parameters are here, and resolves to its id', async () => {
  await start()
  const code = `/networks/${NETWORK}/code`
  expect(await errorOf(await ask(code, 'POST'))).toBe('404 NETWORK_UNKNOWN')
  await join()
  await offer()
  const given = (await (await ask(code, 'POST')).json()) as { code: string; expiresInMs: number }
  expect(given.expiresInMs).toBe(INVITE_LIMITS.codeMs)
  const typed = `${given.code.slice(0, 3)}-${given.code.slice(3)}`.toLowerCase()
  expect(await (await ask(`/codes/${typed}`)).json()).toEqual({ networkId: NETWORK })
  expect(await errorOf(await ask('/codes/222222'))).toBe('404 CODE_UNKNOWN')
})

test('an expired code is called expired', async () => {
  await start({ codeMs: 0 })
  await join()
  await offer()
  const { code } = (await (await ask(`/networks/${NETWORK}/code`, 'POST')).json()) as { code: string }
  expect(await errorOf(await ask(`/codes/${code}`))).toBe('410 CODE_EXPIRED')
})

test.each([
  ['one address', { addressTries: { burst: 3, perSecond: 0 } }],
  ['all together', { allTries: { burst: 3, perSecond: 0 } }],
])('guesses of %s are limited, and then the right code is refused as well', async (_, limits) => {
  await start(limits)
  await join()
  await offer()
  const { code } = (await (await ask(`/networks/${NETWORK}/code`, 'POST')).json()) as { code: string }
  for (let i = 0; i < 3; i++) await ask('/codes/222222')
  const refused = await ask(`/codes/${code}`)
  expect(refused.headers.get('retry-after')).toBe('60')
  expect(await errorOf(refused)).toBe('429 TRIES')
})

test('offers of one address are limited', async () => {
  await start({ addressOffers: { burst: 1, perSecond: 0 } })
  await join()
  await offer()
  expect(await errorOf(await offer())).toBe('429 TRIES')
})

test('reading a path that takes offers only is answered as a wrong method', async () => {
  await start()
  expect((await ask(`/networks/${NETWORK}/genesis`, 'DELETE')).status).toBe(405)
})
