import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { urlsOf } from '../lan.ts'
import { addressesFor } from './addresses.ts'

const LAN = ['192.168.1.5', '10.0.0.7']
const EVERYWHERE = { host: '0.0.0.0', https: true, trustProxy: false }

function ask(headers: Record<string, string>, options = EVERYWHERE, remoteAddress = '127.0.0.1') {
  const request = { headers, socket: { remoteAddress, localPort: 8080 } } as unknown as IncomingMessage
  return addressesFor(request, options, () => LAN)
}

test('a page at a loopback address learns the addresses of the LAN', () => {
  const urls = ['https://192.168.1.5:8080/', 'https://10.0.0.7:8080/']
  for (const host of ['127.0.0.1:8080', 'localhost:8080', '[::1]:8080'])
    expect(ask({ host })).toEqual({ urls })
  expect(ask({ host: 'localhost:8080' }, EVERYWHERE, '::ffff:127.0.0.1')).toEqual({ urls })
})

test('it learns why there is none', () => {
  const host = 'localhost:8080'
  expect(ask({ host }, { ...EVERYWHERE, host: '127.0.0.1' })).toEqual({ urls: [], reason: 'loopback' })
  expect(ask({ host }, { ...EVERYWHERE, https: false })).toEqual({ urls: [], reason: 'http' })
})

test.each([
  ['a page at another address', ask({ host: '192.168.1.5:8080' })],
  ['a page of another site', ask({ host: 'localhost:8080', origin: 'https://evil.example' })],
  ['a site whose name resolves to loopback', ask({ host: 'evil.example:8080' })],
  ['another machine that claims to be here', ask({ host: 'localhost:8080' }, EVERYWHERE, '192.168.1.9')],
  ['a client of a proxy', ask({ host: 'localhost:8080' }, { ...EVERYWHERE, trustProxy: true })],
])('%s learns nothing', (_, answer) => {
  expect(answer).toEqual({ urls: [] })
})

test('the address that others can open is printed first', () => {
  const lan = () => LAN
  expect(urlsOf('https', '0.0.0.0', 1, lan)[0]).toBe('https://192.168.1.5:1/')
  expect(urlsOf('http', '0.0.0.0', 1, lan)[0]).toBe('http://127.0.0.1:1/')
  expect(urlsOf('https', '::1', 1, lan)).toEqual(['https://[::1]:1/'])
})
