import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { clientAddress } from './client-address.ts'

const request = (remoteAddress: string, forwarded?: string): IncomingMessage =>
  ({
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    socket: { remoteAddress },
  }) as unknown as IncomingMessage

test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['::ffff:10.1.2.3', '10.1.2.3'],
  ['::1', '0:0:0:0::/64'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:0DB8::9', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('%s counts as %s', (remote, expected) => {
  expect(clientAddress(request(remote), false)).toBe(expected)
})

test('X-Forwarded-For counts only behind a trusted proxy, and then its last entry', () => {
  expect(clientAddress(request('10.0.0.1', '1.1.1.1, 2.2.2.2'), false)).toBe('10.0.0.1')
  expect(clientAddress(request('10.0.0.1', '1.1.1.1, 2.2.2.2'), true)).toBe('2.2.2.2')
  expect(clientAddress(request('10.0.0.1', ''), true)).toBe('10.0.0.1')
  expect(clientAddress(request('10.0.0.1'), true)).toBe('10.0.0.1')
})
