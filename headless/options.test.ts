import { describe, expect, test } from 'vitest'
import { EXIT_CODES } from './fault.ts'
import { HEADLESS_USAGE, type HeadlessOptions, parseOptions } from './options.ts'

function read(...args: string[]): HeadlessOptions {
  const options = parseOptions(args)
  if (!options.ok || options.value === 'help') throw new Error(options.ok ? 'help' : options.error.message)
  return options.value
}
function refusal(...args: string[]): string {
  const options = parseOptions(args)
  return options.ok ? '' : options.error.message
}

test('without options: the peer that this profile had, as its page was left', () => {
  expect(read()).toEqual({
    mode: { type: 'serve' },
    profile: undefined,
    join: undefined,
    app: undefined,
    serve: false,
    port: undefined,
    production: undefined,
    logLevel: 'info',
    timeoutMs: 90_000,
    settleMs: 10_000,
    sandbox: true,
    insecure: false,
  })
})

describe('production', () => {
  test.each([
    [['--mine'], { type: 'mine', threads: undefined }],
    [['--mine', '4'], { type: 'mine', threads: 4 }],
    [['--mine=4'], { type: 'mine', threads: 4 }],
    [['--mine', '--threads', '2'], { type: 'mine', threads: 2 }],
    [['--mine', '--join', 'x'], { type: 'mine', threads: undefined }],
    [['--stake', '12.5', '--from', 'main'], { type: 'stake', amount: 12_500_000n, from: 'main' }],
    [['--authority'], { type: 'authority' }],
  ])('%j', (args, production) => {
    expect(read(...args).production).toEqual(production)
  })

  test.each([
    [['--mine', '0'], /--mine must be a whole number from 1 to 256/],
    [['--mine', 'all'], /--mine must be/],
    [['--mine', '--authority'], /--mine and --authority exclude each other/],
    [['--stake', '-1'], /--stake/],
    [['--stake', 'much'], /--stake: "much" is not a plain number/],
    [['--threads', '2'], /--threads needs --mine/],
    [['--from', 'main'], /--from needs --stake/],
  ])('refuses %j', (args, message) => {
    expect(refusal(...args)).toMatch(message)
  })
})

test('--exec may be repeated, and keeps the order', () => {
  expect(read('--exec', 'status', '--exec', 'mine once').mode).toEqual({
    type: 'exec',
    lines: ['status', 'mine once'],
  })
})

test.each([
  [['--nope'], /--nope.*--help/],
  [['status'], /status/],
  [['--exec', ' '], /--exec needs a command/],
  [['--exec', 'status', '--attach'], /--attach and --exec exclude each other/],
  [['--attach', '--mine'], /--mine is for starting a peer/],
  [['--app', 'ftp://x/'], /--app must be the http or https address/],
  [['--app', 'http://127.0.0.1:1/', '--serve'], /--app and --serve exclude each other/],
  [['--port', '9000'], /--port needs --serve/],
  [['--serve', '--port', '0'], /--port must be a whole number from 1 to 65535/],
  [['--timeout', 'long'], /--timeout must be a whole number from 1 to 86400/],
  [['--settle', '-1'], /--settle/],
  [['--log-level', 'loud'], /--log-level must be one of debug, info, warn, error, not "loud"/],
  [['--profile', ''], /--profile must name a folder/],
])('refuses %j', (args, message) => {
  expect(refusal(...args)).toMatch(message)
})

test('the help lists every exit code', () => {
  expect(parseOptions(['--help'])).toEqual({ ok: true, value: 'help' })
  for (const code of Object.values(EXIT_CODES)) expect(HEADLESS_USAGE).toMatch(new RegExp(`\\b${code} `))
})
