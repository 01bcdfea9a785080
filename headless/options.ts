import { parseArgs } from 'node:util'
import { type Amount, parseAmount } from '#chain/amount.ts'
import { MAX_ASKED_THREADS } from '#commands/limits.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { LEVELS, type Level } from './log/level.ts'

/** What the peer lets the page do at every start. Without it, the page continues as it was left. */
export type Production =
  | { readonly type: 'mine'; readonly threads: number | undefined }
  /** Keeps at least this many coins at stake. */
  | { readonly type: 'stake'; readonly amount: Amount; readonly from: string | undefined }
  | { readonly type: 'authority' }

export type Mode =
  | { readonly type: 'serve' }
  /** Runs the lines, in the running peer of this profile or in one that is started for them. */
  | { readonly type: 'exec'; readonly lines: readonly string[] }
  /** A prompt in the running peer of this profile. */
  | { readonly type: 'attach' }

export interface HeadlessOptions {
  readonly mode: Mode
  readonly profile: string | undefined
  /** An invite link, or its code. */
  readonly join: string | undefined
  readonly app: string | undefined
  /** Serves the built app on loopback, at this port if one is given. */
  readonly serve: boolean
  readonly port: number | undefined
  readonly production: Production | undefined
  readonly logLevel: Level
  readonly timeoutMs: number
  readonly settleMs: number
  readonly sandbox: boolean
  readonly insecure: boolean
}

export const HEADLESS_USAGE = `Usage: npm run headless -- [options]

An always-on peer: the app's own page in a Chromium without a window.

Where it goes
  --join <invite>      join by this invite link, at the address in it; a code needs --app
  --app <url>          open the app at this address; with --join, the invite's network there
  --serve              serve the built app and signaling on this machine, and open that
  --port <number>      port of --serve (default: a free one, which is then kept)
                       with none of these: the page that this profile opened last, else --serve
  --profile <folder>   folder for chain and keys, one peer per folder
                       (default: tabchain/headless in the user's data folder)
What it does
  --mine [threads]     mine, also when no transaction waits
  --stake <coins>      keep at least this many coins at stake, and make blocks
  --from <address>     address that pays for --stake (default: the first that has enough)
  --authority          take turns as an authority
How it is used
  --exec <command>     run a command, print its result as JSON and end; may be repeated
  --attach             open a prompt in the peer that runs in this profile
  --timeout <seconds>  time for a node to start before a command fails (default 90)
  --settle <seconds>   time to sync if --exec has to start a peer (default 10)
  --log-level <level>  debug, info, warn or error (default info)
  --no-sandbox         run Chromium without its sandbox, for containers that forbid it
  --insecure           accept a self-signed certificate
  --help               show this help

Exit codes: 0 done, 1 the command failed, 2 bad option, 3 bad invite, 4 profile in use,
5 profile unusable, 6 no browser, 7 the browser does not start, 8 app unreachable,
9 app not secure, 10 cannot serve, 11 the node does not start, 12 not ready in time,
13 no peer runs, 70 a bug. docs/headless.md explains more.`

const FLAGS = {
  join: { type: 'string' },
  app: { type: 'string' },
  serve: { type: 'boolean' },
  port: { type: 'string' },
  profile: { type: 'string' },
  mine: { type: 'boolean' },
  threads: { type: 'string' },
  stake: { type: 'string' },
  from: { type: 'string' },
  authority: { type: 'boolean' },
  exec: { type: 'string', multiple: true },
  attach: { type: 'boolean' },
  timeout: { type: 'string' },
  settle: { type: 'string' },
  'log-level': { type: 'string' },
  'no-sandbox': { type: 'boolean' },
  insecure: { type: 'boolean' },
  help: { type: 'boolean' },
} as const

type Flags = NonNullable<ReturnType<typeof flagsOf>>

/** Reads the arguments. `help` means that {@link USAGE} is requested. */
export function parseOptions(args: readonly string[]): Result<HeadlessOptions | 'help', Failure> {
  let flags: Flags
  try {
    flags = flagsOf(args)
  } catch (error) {
    const [what] = error instanceof Error ? error.message.split('. ') : [String(error)]
    return fail('USAGE', `${what}. "npm run headless -- --help" lists the options.`)
  }
  if (flags.help) return ok('help')

  const mode = modeOf(flags)
  if (!mode.ok) return mode
  const production = productionOf(flags)
  if (!production.ok) return production
  const place = placeOf(flags)
  if (!place.ok) return place
  const timeout = whole('--timeout', flags.timeout ?? '90', 1, 86_400)
  if (!timeout.ok) return timeout
  const settle = whole('--settle', flags.settle ?? '10', 0, 86_400)
  if (!settle.ok) return settle
  const logLevel = LEVELS.find(level => level === (flags['log-level'] ?? 'info'))
  if (logLevel === undefined)
    return fail('USAGE', `--log-level must be one of ${LEVELS.join(', ')}, not "${flags['log-level']}".`)

  return ok({
    mode: mode.value,
    ...place.value,
    production: production.value,
    logLevel,
    timeoutMs: timeout.value * 1_000,
    settleMs: settle.value * 1_000,
    sandbox: flags['no-sandbox'] !== true,
    insecure: flags.insecure === true,
  })
}

function flagsOf(args: readonly string[]) {
  return parseArgs({ args: withThreads(args), options: FLAGS }).values
}

/**
 * Reads `--mine 4` and `--mine=4` as `--mine --threads=4`, because the parser supports no option with an
 * optional value.
 */
function withThreads(args: readonly string[]): string[] {
  const joined = args.flatMap(arg => (arg.startsWith('--mine=') ? ['--mine', arg.slice(7)] : [arg]))
  return joined.map((arg, i) =>
    joined[i - 1] === '--mine' && !arg.startsWith('-') ? `--threads=${arg}` : arg,
  )
}

function modeOf({ exec = [], attach, ...flags }: Flags): Result<Mode, Failure> {
  if (attach && exec.length > 0)
    return fail('USAGE', '--attach and --exec exclude each other: choose a prompt or commands.')
  if (attach) {
    const start = (['join', 'app', 'serve', 'mine', 'stake', 'authority'] as const).find(
      name => flags[name] !== undefined,
    )
    if (start !== undefined)
      return fail('USAGE', `--${start} is for starting a peer; --attach only connects to one that runs.`)
    return ok({ type: 'attach' })
  }
  if (exec.some(line => line.trim() === ''))
    return fail('USAGE', '--exec needs a command, for example --exec "status".')
  return ok(exec.length > 0 ? { type: 'exec', lines: exec } : { type: 'serve' })
}

function productionOf(flags: Flags): Result<Production | undefined, Failure> {
  const chosen = (['mine', 'stake', 'authority'] as const).filter(name => flags[name] !== undefined)
  if (chosen.length > 1)
    return fail(
      'USAGE',
      `--${chosen.join(' and --')} exclude each other: a network has one kind of consensus.`,
    )
  if (flags.threads !== undefined && !flags.mine) return fail('USAGE', '--threads needs --mine.')
  if (flags.from !== undefined && flags.stake === undefined) return fail('USAGE', '--from needs --stake.')

  if (flags.mine) {
    const threads =
      flags.threads === undefined ? undefined : whole('--mine', flags.threads, 1, MAX_ASKED_THREADS)
    if (threads?.ok === false) return threads
    return ok({ type: 'mine', threads: threads?.value })
  }
  if (flags.stake !== undefined) {
    const amount = parseAmount(flags.stake, '--stake')
    if (!amount.ok) return fail('USAGE', amount.error.message)
    return ok({ type: 'stake', amount: amount.value, from: flags.from })
  }
  return ok(flags.authority ? { type: 'authority' } : undefined)
}

type Place = Pick<HeadlessOptions, 'profile' | 'join' | 'app' | 'serve' | 'port'>

function placeOf(flags: Flags): Result<Place, Failure> {
  if (flags.app !== undefined && flags.serve)
    return fail(
      'USAGE',
      '--app and --serve exclude each other: choose an app that is served elsewhere or here.',
    )
  if (flags.port !== undefined && !flags.serve) return fail('USAGE', '--port needs --serve.')
  if (flags.app !== undefined && !/^https?:$/.test(protocolOf(flags.app)))
    return fail('USAGE', `--app must be the http or https address of the app, not "${flags.app}".`)
  if (flags.profile?.trim() === '') return fail('USAGE', '--profile must name a folder.')

  const port = flags.port === undefined ? undefined : whole('--port', flags.port, 1, 65_535)
  if (port?.ok === false) return port
  return ok({
    profile: flags.profile,
    join: flags.join,
    app: flags.app,
    serve: flags.serve === true,
    port: port?.value,
  })
}

const protocolOf = (url: string): string => (URL.canParse(url) ? new URL(url).protocol : '')

function whole(name: string, text: string, min: number, max: number): Result<number, Failure> {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
  if (value >= min && value <= max) return ok(value)
  return fail('USAGE', `${name} must be a whole number from ${min} to ${max}, not "${text}".`)
}
