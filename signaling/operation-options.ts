import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { parseOrigins } from './origins.ts'

/** How a server is run by whoever operates it; without any of it, it is one process on its own. */
export interface OperationOptions {
  /** The Redis that connects the instances; undefined for a single process. */
  readonly redisUrl: string | undefined
  /** The pages that may use the signaling; undefined means all. */
  readonly origins: readonly string[] | undefined
  /** Where Prometheus may read figures. */
  readonly metrics: { readonly host: string; readonly port: number } | undefined
  readonly log: 'text' | 'json'
  /** How long tabs are sent away, one after another, before the server stops. */
  readonly drainMs: number
}

export const OPERATION_USAGE = `  --redis <url>       several instances: share who is where through REDIS_URL
                      this Redis, redis://user:password@host:6379
  --origins <list>    only pages of these origins may use the    ORIGINS
                      signaling: https://tabs.example.org,…
  --metrics <address> figures for Prometheus at this port of     METRICS
                      127.0.0.1, or at host:port
  --log <format>      text, or json: one object a line           LOG          default text
  --drain <seconds>   when it stops, send tabs away evenly       DRAIN        default 0,
                      over this time                                          with --redis 10`

export const OPERATION_FLAGS = {
  redis: { type: 'string' },
  origins: { type: 'string' },
  metrics: { type: 'string' },
  log: { type: 'string' },
  drain: { type: 'string' },
} as const

type Values = { readonly [Name in keyof typeof OPERATION_FLAGS]?: string | undefined }

const MAX_DRAIN_SECONDS = 600
const CLUSTER_DRAIN_SECONDS = 10

/** Reads what {@link OPERATION_USAGE} describes. */
export function parseOperation(
  values: Values,
  env: Readonly<Record<string, string | undefined>>,
): Result<OperationOptions, Failure> {
  const redisUrl = values.redis ?? env.REDIS_URL
  if (redisUrl !== undefined && !isRedisUrl(redisUrl))
    return fail(
      'REDIS_URL',
      `REDIS_URL (--redis) must be an address such as redis://host:6379, not "${withoutPassword(redisUrl)}".`,
    )
  const origins = parseOrigins(values.origins ?? env.ORIGINS ?? '')
  if (!origins.ok) return origins

  const metrics = values.metrics ?? env.METRICS
  const address = metrics === undefined ? undefined : addressOf(metrics)
  if (metrics !== undefined && address === undefined)
    return fail(
      'METRICS',
      `--metrics (METRICS) must be a port from 0 to 65535, or host:port, not "${metrics}".`,
    )

  const log = values.log ?? env.LOG ?? 'text'
  if (log !== 'text' && log !== 'json') return fail('LOG', `--log (LOG) must be text or json, not "${log}".`)

  const drain = values.drain ?? env.DRAIN ?? String(redisUrl === undefined ? 0 : CLUSTER_DRAIN_SECONDS)
  if (!/^\d{1,3}$/.test(drain) || Number(drain) > MAX_DRAIN_SECONDS)
    return fail(
      'DRAIN',
      `--drain (DRAIN) must be a whole number of seconds from 0 to ${MAX_DRAIN_SECONDS}, not "${drain}".`,
    )
  return ok({ redisUrl, origins: origins.value, metrics: address, log, drainMs: Number(drain) * 1_000 })
}

function isRedisUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, pathname } = new URL(text)
  return /^rediss?:$/.test(protocol) && hostname !== '' && /^(\/\d*)?$/.test(pathname)
}

const withoutPassword = (text: string): string => text.replace(/:[^:@/]*@/, ':…@')

function addressOf(text: string): { host: string; port: number } | undefined {
  const [, host = '127.0.0.1', digits = ''] = /^(?:(.+):)?(\d{1,5})$/.exec(text) ?? []
  const port = digits === '' ? Number.NaN : Number(digits)
  return port <= 65_535 ? { host: host.replace(/^\[|\]$/g, ''), port } : undefined
}
