import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { askedHost, iceHosts } from './ice-hosts.ts'

const LAN = () => ['10.77.0.1', '192.168.1.5', '172.17.0.1']
const request = (headers: Record<string, string>) => ({ headers }) as unknown as IncomingMessage

test.each([
  ['example.org', 'example.org'],
  ['example.org:8080', 'example.org'],
  ['10.77.0.1:8080', '10.77.0.1'],
  ['[::1]:8080', '[::1]'],
  ['[2001:db8::1]', '[2001:db8::1]'],
  ['EXAMPLE.org', 'example.org'],
  ['exa mple', undefined],
  ['', undefined],
  ['a?b', 'a'],
  ['user@host', 'host'],
  ['host?transport=tcp,evil', 'host'],
])('Host "%s" asks at %s', (host, expected) => {
  expect(askedHost(request({ host }), false)).toBe(expected)
})

test('X-Forwarded-Host counts only behind a trusted proxy, and then its last entry', () => {
  const headers = { host: '127.0.0.1:8080', 'x-forwarded-host': 'evil.test, example.org' }
  expect(askedHost(request(headers), false)).toBe('127.0.0.1')
  expect(askedHost(request(headers), true)).toBe('example.org')
  expect(askedHost(request({ host: 'example.org' }), true)).toBe('example.org')
})

test.each([
  // Pupils ask at the teacher's address, the teacher at loopback.
  ['0.0.0.0', '10.77.0.1', ['10.77.0.1']],
  ['0.0.0.0', 'teacher.school', ['teacher.school']],
  ['0.0.0.0', '127.0.0.1', ['10.77.0.1', '192.168.1.5']],
  ['0.0.0.0', 'localhost', ['10.77.0.1', '192.168.1.5']],
  ['::', '[::1]', ['10.77.0.1', '192.168.1.5']],
  ['::', '[2001:db8::1]', ['[2001:db8::1]']],
  ['10.77.0.1', '10.77.0.1', ['10.77.0.1']],
  // Only this machine reaches it.
  ['127.0.0.1', '127.0.0.1', ['127.0.0.1']],
  ['127.0.0.1', 'localhost', ['127.0.0.1']],
  ['::1', 'localhost', ['[::1]']],
  // A proxy on this machine.
  ['127.0.0.1', 'example.org', []],
  ['0.0.0.0', undefined, []],
])('a server at %s that is asked at %s is named %j', (bound, asked, hosts) => {
  expect(iceHosts(bound, asked, false, LAN)).toEqual(hosts)
})

test('a proxy that names no host hides where the tab is', () => {
  expect(iceHosts('0.0.0.0', '127.0.0.1', true, LAN)).toEqual([])
  expect(iceHosts('0.0.0.0', 'example.org', true, LAN)).toEqual(['example.org'])
})

test('a machine without a network is named as it was asked', () => {
  expect(iceHosts('0.0.0.0', '127.0.0.1', false, () => [])).toEqual(['127.0.0.1'])
})
