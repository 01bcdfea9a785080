import { parseArgs } from 'node:util'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { type IceServer, parseIceServers } from './ice.ts'
import {
  OPERATION_FLAGS,
  OPERATION_USAGE,
  type OperationOptions,
  parseOperation,
} from './operation-options.ts'
import { parseRelay, type RelayBudget } from './relay/budget-option.ts'

export interface ServerOptions {
  readonly port: number
  readonly host: string
  readonly https: boolean
  /** PEM files; without them a certificate is made. */
  readonly cert: string | undefined
  readonly key: string | undefined
  readonly signalingOnly: boolean
  readonly trustProxy: boolean
  /** Whether tabs may ask over UDP from which address they come. */
  readonly stun: boolean
  /** What it may pass on between tabs; undefined if it relays nothing. */
  readonly relay: RelayBudget | undefined
  /** Other servers for tabs; by default empty. */
  readonly iceServers: readonly IceServer[]
  /** Undefined for a server that a program runs for itself. */
  readonly operation?: OperationOptions
}

export const USAGE = `Usage: npm start -- [options]

  --port <number>     port to listen on; 0 takes a free one      PORT         default 8080
  --host <address>    address to listen on; 0.0.0.0 for the LAN  HOST         default 127.0.0.1
  --https             https, self-signed unless with --cert      HTTPS=1
  --cert <file>       use this certificate (PEM), with --key     HTTPS_CERT
  --key <file>        and its private key (PEM)                  HTTPS_KEY
  --trust-proxy       behind a reverse proxy: limits apply to    TRUST_PROXY=1
                      the address that it writes into X-Forwarded-For
  --no-stun           do not answer STUN, by which tabs learn    NO_STUN=1
                      their own addresses, at this port over UDP
  --relay[=<budget>]  pass on data between tabs that cannot      RELAY        default off
                      connect: bytes an hour for a tab and for
                      all, such as 500MB/10GB; alone 1GB/20GB
  --ice <list>        other STUN and TURN servers for tabs:      ICE
                      stun:host:port,turn:user:password@host:port
  --signaling-only    serve only the signaling, not the app
${OPERATION_USAGE}
  --help              show this help`

const FLAGS = {
  port: { type: 'string' },
  host: { type: 'string' },
  https: { type: 'boolean' },
  cert: { type: 'string' },
  key: { type: 'string' },
  'trust-proxy': { type: 'boolean' },
  'no-stun': { type: 'boolean' },
  relay: { type: 'string' },
  ice: { type: 'string' },
  'signaling-only': { type: 'boolean' },
  help: { type: 'boolean' },
  ...OPERATION_FLAGS,
} as const

type Environment = Readonly<Record<string, string | undefined>>

/** Reads flags, then the environment, then the defaults. `help` means that {@link USAGE} is requested. */
export function parseOptions(
  args: readonly string[],
  env: Environment,
): Result<ServerOptions | 'help', Failure> {
  const flags = parseFlags(args)
  if (!flags.ok) return flags
  const { values } = flags
  if (values.help) return ok('help')

  const portText = values.port ?? env.PORT ?? '8080'
  const port = /^\d{1,5}$/.test(portText) ? Number(portText) : Number.NaN
  if (!(port <= 65_535)) {
    const name = values.port === undefined ? 'PORT' : '--port'
    return fail('PORT', `${name} must be a whole number from 0 to 65535, not "${portText}".`)
  }
  const host = values.host ?? env.HOST ?? '127.0.0.1'
  if (host.trim() === '')
    return fail('HOST', '--host (HOST) must not be empty: 127.0.0.1 for this machine, 0.0.0.0 for the LAN.')

  const cert = values.cert ?? env.HTTPS_CERT
  const key = values.key ?? env.HTTPS_KEY
  if ((cert === undefined) !== (key === undefined))
    return fail(
      'CERT',
      '--cert and --key belong together: give both PEM files, or none for a self-signed one.',
    )

  const ice = parseIceServers(values.ice ?? env.ICE ?? '')
  if (!ice.ok) return ice
  const relay = parseRelay(values.relay ?? env.RELAY ?? '')
  if (!relay.ok) return relay
  const operation = parseOperation(values, env)
  if (!operation.ok) return operation

  return ok({
    port,
    host,
    https: values.https === true || isOn(env.HTTPS) || cert !== undefined,
    cert,
    key,
    signalingOnly: values['signaling-only'] === true,
    trustProxy: values['trust-proxy'] === true || isOn(env.TRUST_PROXY),
    stun: !(values['no-stun'] === true || isOn(env.NO_STUN)),
    relay: relay.value,
    iceServers: ice.value,
    operation: operation.value,
  })
}

function parseFlags(args: readonly string[]) {
  try {
    return { ok: true as const, values: parseArgs({ args: args.map(withBudget), options: FLAGS }).values }
  } catch (error) {
    const [what] = error instanceof Error ? error.message.split('. ') : [String(error)]
    return fail('FLAG', `${what}. Known options:\n\n${USAGE}`)
  }
}

/** `--relay` alone means its default; `parseArgs` knows no options with a value that may be left out. */
const withBudget = (arg: string, i: number, args: readonly string[]): string =>
  arg === '--relay' && (args[i + 1] ?? '-').startsWith('-') ? '--relay=on' : arg

const isOn = (value: string | undefined): boolean =>
  value !== undefined && !['', '0', 'false', 'no'].includes(value)
