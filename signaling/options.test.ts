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
  stun: true,
  relay: undefined,
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

test('STUN can be switched off', () => {
  for (const [args, env] of [
    [['--no-stun'], {}],
    [[], { NO_STUN: '1' }],
  ] as const)
    expect(parseOptions(args, env)).toEqual({ ok: true, value: { ...DEFAULTS, stun: false } })
  expect(parseOptions([], { NO_STUN: '0' })).toEqual({ ok: true, value: DEFAULTS })
})

test.each([
  [['--relay'], {}, 1e9, 20e9],
  [['--relay', '--https'], {}, 1e9, 20e9],
  [['--relay=500MB/10GB'], {}, 500e6, 10e9],
  [['--relay', '1.5gb/2TB'], {}, 1.5e9, 2e12],
  [[], { RELAY: '1' }, 1e9, 20e9],
  [[], { RELAY: '5GB/5GB' }, 5e9, 5e9],
  [['--relay=5GB/5GB'], { RELAY: 'banana' }, 5e9, 5e9],
])('a relay by %j and %j', (args, env, tabBytes, allBytes) => {
  expect(parseOptions(args, env)).toMatchObject({ ok: true, value: { relay: { tabBytes, allBytes } } })
})

test.each(['', '0', 'false', 'no', 'off'])('RELAY=%s is none', RELAY => {
  expect(parseOptions([], { RELAY })).toEqual({ ok: true, value: DEFAULTS })
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
  [['--relay=banana'], {}, 'RELAY', /^--relay \(RELAY\) .* not "banana"\. For example --relay=500MB\/10GB/],
  [['--relay', 'banana'], {}, 'RELAY', /^--relay .* not "banana"/],
  [[], { RELAY: '10' }, 'RELAY', /^--relay .* not "10"/],
  [['--relay=10GB'], {}, 'RELAY', /for each tab and for all, not "10GB"/],
  [['--relay=1GB/2'], {}, 'RELAY', /not "1GB\/2"/],
  [['--relay=1GiB/2GiB'], {}, 'RELAY', /not "1GiB\/2GiB"/],
  [['--relay=0MB/1GB'], {}, 'RELAY', /not "0MB\/1GB"/],
  [['--relay=-1GB/1GB'], {}, 'RELAY', /not "-1GB\/1GB"/],
  [['--relay=1GB/2GB/3GB'], {}, 'RELAY', /not "1GB\/2GB\/3GB"/],
  [['--relay=2GB/1GB'], {}, 'RELAY', /each tab more than all together/],
  [['--ice', Array(9).fill('stun:a:1').join()], {}, 'ICE', /^--ice .* at most 8/],
])('%j with %j is refused as %s', (args, env, code, message) => {
  expect(parseOptions(args, env)).toEqual({
    ok: false,
    error: { code, message: expect.stringMatching(message) },
  })
})

test('--help requests the usage', () => {
  expect(parseOptions(['--help'], {})).toEqual({ ok: true, value: 'help' })
})
