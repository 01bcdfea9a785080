import { expect, test } from 'vitest'
import { parseOperation } from './operation-options.ts'

const ALONE = { redisUrl: undefined, origins: undefined, metrics: undefined, log: 'text', drainMs: 0 }

test('without options it is one process on its own; flags override the environment', () => {
  expect(parseOperation({}, {})).toEqual({ ok: true, value: ALONE })
  const env = {
    REDIS_URL: 'redis://a:6379',
    LOG: 'json',
    DRAIN: '30',
    METRICS: '9000',
    ORIGINS: 'https://a.example',
  }
  const value = {
    redisUrl: 'redis://a:6379',
    origins: ['https://a.example'],
    metrics: { host: '127.0.0.1', port: 9000 },
    log: 'json',
    drainMs: 30_000,
  }
  expect(parseOperation({}, env)).toEqual({ ok: true, value })
  const flags = { redis: 'rediss://u:p@b:1/2', log: 'text', drain: '0', metrics: '[::1]:1', origins: '' }
  expect(parseOperation(flags, env)).toEqual({
    ok: true,
    value: { ...ALONE, redisUrl: 'rediss://u:p@b:1/2', metrics: { host: '::1', port: 1 } },
  })
})

test('several instances drain by default: their tabs have somewhere to go', () => {
  expect(parseOperation({ redis: 'redis://a' }, {})).toMatchObject({ value: { drainMs: 10_000 } })
})

test.each([
  [{ redis: 'localhost:6379' }, 'REDIS_URL', /^REDIS_URL .* not "localhost:6379"/],
  [{ redis: '' }, 'REDIS_URL', /^REDIS_URL/],
  [{ redis: 'http://a' }, 'REDIS_URL', /^REDIS_URL/],
  [{ redis: 'redis://a/b' }, 'REDIS_URL', /^REDIS_URL/],
  [{ redis: 'http://u:secret@a' }, 'REDIS_URL', /not "http:\/\/u:…@a"/],
  [{ origins: 'https://a.example/' }, 'ORIGINS', /^--origins .* not "https:\/\/a.example\/"/],
  [{ origins: 'https://a.example, b' }, 'ORIGINS', /not "b"/],
  [{ metrics: 'x' }, 'METRICS', /^--metrics .* not "x"/],
  [{ metrics: '65536' }, 'METRICS', /^--metrics/],
  [{ log: 'xml' }, 'LOG', /^--log .* not "xml"/],
  [{ drain: '-1' }, 'DRAIN', /^--drain/],
  [{ drain: '601' }, 'DRAIN', /0 to 600, not "601"/],
])('%j is refused as %s', (flags, code, message) => {
  expect(parseOperation(flags, {})).toEqual({
    ok: false,
    error: { code, message: expect.stringMatching(message) },
  })
})
