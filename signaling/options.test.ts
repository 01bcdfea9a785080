import { expect, test } from 'vitest'
import { parseOptions } from './options.ts'

const DEFAULTS = {
  port: 8080,
  host: '127.0.0.1',
  https: false,
  cert: undefined,
  key: undefined,
  signalingOnly: false,
  trustProxy: false,
  iceServers: [],
  operation: { redisUrl: undefined, origins: undefined, metrics: undefined, log: 'text', drainMs: 0 },
}

test('flags override the environment, which overrides the defaults', () => {
  expect(parseOptions([], {})).toEqual({ ok: true, value: DEFAULTS })
  const env = { PORT: '9000', HOST: '0.0.0.0', HTTPS: '1', TRUST_PROXY: 'true' }
  expect(parseOptions([], env)).toEqual({
    ok: true,
    value: { ...DEFAULTS, port: 9000, host: '0.0.0.0', https: true, trustProxy: true },
  })
  expect(parseOptions(['--port=0', '--host', '::1', '--signaling-only'], { ...env, HTTPS: '0' })).toEqual({
    ok: true,
    value: { ...DEFAULTS, port: 0, host: '::1', signalingOnly: true, trustProxy: true },
  })
})

test('a certificate of the user’s own means https', () => {
  expect(parseOptions(['--cert', 'c.pem', '--key', 'k.pem'], {})).toEqual({
    ok: true,
    value: { ...DEFAULTS, https: true, cert: 'c.pem', key: 'k.pem' },
  })
})

test('STUN and TURN servers', () => {
  const iceServers = [
    { urls: 'stun:stun.example.org:3478' },
    { urls: 'turns:turn.example.org:5349', username: 'u', credential: 's3:cret' },
  ]
  const list = 'stun:stun.example.org:3478, turns:u:s3:cret@turn.example.org:5349'
  expect(parseOptions(['--ice', list], {})).toEqual({ ok: true, value: { ...DEFAULTS, iceServers } })
  expect(parseOptions([], { ICE: list })).toEqual({ ok: true, value: { ...DEFAULTS, iceServers } })
})

test.each([
  [['--port', '65536'], {}, 'PORT', /^--port must be .* not "65536"/],
  [['--port', '80a'], {}, 'PORT', /^--port must/],
  [['--port=-1'], {}, 'PORT', /^--port must/],
  [['--port', ''], {}, 'PORT', /^--port must/],
  [[], { PORT: 'http' }, 'PORT', /^PORT must .* not "http"/],
  [['--host', ' '], {}, 'HOST', /^--host/],
  [['--cert', 'c.pem'], {}, 'CERT', /--cert and --key belong together/],
  [[], { HTTPS_KEY: 'k.pem' }, 'CERT', /--cert and --key belong together/],
  [['--prot', '1'], {}, 'FLAG', /'--prot'[\s\S]*--port <number>/],
  [['--port'], {}, 'FLAG', /--port/],
  [['8080'], {}, 'FLAG', /'8080'/],
  [['--https=no'], {}, 'FLAG', /--https/],
  [['--ice', 'example.org:3478'], {}, 'ICE', /^--ice .* not "example.org:3478"/],
  [[], { ICE: 'stun:a:1,turn:host:3478' }, 'ICE', /not "turn:host:3478"/],
])('%j with %j is refused as %s', (args, env, code, message) => {
  expect(parseOptions(args, env)).toEqual({
    ok: false,
    error: { code, message: expect.stringMatching(message) },
  })
})

test('--help requests the usage', () => {
  expect(parseOptions(['--help'], {})).toEqual({ ok: true, value: 'help' })
})
