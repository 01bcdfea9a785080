import type { Redis, RedisOptions } from 'ioredis'
import { ServerFault } from '../server-fault.ts'
import { SCRIPTS, type ScriptName } from './scripts.ts'

/** A command that takes longer counts as failed: a Redis that hangs must not hold up introductions. */
const COMMAND_TIMEOUT_MS = 2_000
const CONNECT_TIMEOUT_MS = 3_000
const RETRY_LONGEST_MS = 2_000

/** Two connections to one Redis: for commands, and for what arrives on the own channel. */
export interface RedisLink {
  run(script: ScriptName, ...args: (string | number)[]): Promise<unknown>
  /** The number of instances that received it. */
  publish(channel: string, message: string): Promise<number>
  removeField(key: string, field: string): Promise<unknown>
  removeMember(key: string, member: string): Promise<unknown>
  /** Both connections work again after they were lost. */
  onReady(listener: () => void): void
  onLost(listener: (reason: string) => void): void
  close(): void
}

/**
 * Connects to `url` and subscribes to `channel`. Throws a {@link ServerFault} that names the option if that
 * fails; later it connects again by itself. `ioredis` is loaded here, and only here.
 */
export async function connectRedis(
  url: string,
  channel: string,
  onMessage: (message: string) => void,
): Promise<RedisLink> {
  const { Redis } = await import('ioredis')
  const options = {
    lazyConnect: true,
    enableOfflineQueue: false,
    enableAutoPipelining: true,
    maxRetriesPerRequest: 0,
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: COMMAND_TIMEOUT_MS,
    retryStrategy: (attempt: number) => Math.min(RETRY_LONGEST_MS, 100 * 2 ** attempt),
    scripts: Object.fromEntries(
      Object.entries(SCRIPTS).map(([name, lua]) => [name, { lua, numberOfKeys: 0 }]),
    ),
  } satisfies RedisOptions
  const commands = new Redis(url, options)
  const subscriber = new Redis(url, options)
  const both = [commands, subscriber]
  // The reason of a loss comes with `error`, before `close`.
  let reason = 'the connection was closed'
  for (const redis of both) redis.on('error', error => (reason = reasonOf(error)))
  try {
    await Promise.all(both.map(redis => redis.connect()))
    await subscriber.subscribe(channel)
  } catch (cause) {
    for (const redis of both) redis.disconnect()
    throw connectFault(url, cause, reason)
  }
  subscriber.on('message', (_, message: string) => onMessage(message))
  return linkOf(commands, subscriber, () => reason)
}

function linkOf(commands: Redis, subscriber: Redis, reason: () => string): RedisLink {
  const both = [commands, subscriber]
  const scripts = commands as unknown as Record<
    ScriptName,
    (...args: (string | number)[]) => Promise<unknown>
  >
  return {
    run: (script, ...args) => scripts[script](...args),
    publish: (channel, message) => commands.publish(channel, message),
    removeField: (key, field) => commands.hdel(key, field),
    removeMember: (key, member) => commands.zrem(key, member),
    onReady(listener) {
      for (const redis of both)
        redis.on('ready', () => {
          if (both.every(({ status }) => status === 'ready')) listener()
        })
    },
    onLost(listener) {
      for (const redis of both) redis.on('close', () => listener(reason()))
    },
    close() {
      for (const redis of both) redis.disconnect()
    },
  }
}

/** The fault of a Redis that cannot be used; a password in the address is not shown. */
function connectFault(url: string, cause: unknown, reason: string): ServerFault {
  const shown = new URL(url)
  if (shown.password) shown.password = '…'
  const why = cause instanceof Error && !/Connection is closed/.test(cause.message) ? cause.message : reason
  return new ServerFault(
    'REDIS',
    `REDIS_URL ${decodeURI(shown.href)} cannot be used (${why}); start that Redis, correct the address, or leave it out to run alone.`,
    { cause },
  )
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
