import { MAX_ICE_SERVERS } from '#lib/ice-limits.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import type { IceServer } from '#network/link-messages.ts'

/** The longest lifetime of credentials that is believed, a day. */
const MAX_EXPIRES_S = 86_400

/** An answer of `/signal/ice`. */
export interface IceAnswer {
  readonly servers: readonly IceServer[]
  /** How long the credentials are valid; undefined if they do not expire. */
  readonly expiresInMs: number | undefined
}

/** Accepts only servers that `RTCPeerConnection` accepts. */
export function readIceServers(answer: unknown): Result<IceAnswer, Failure<'ICE_BAD'>> {
  const { iceServers, ttlSeconds } = (answer ?? {}) as Record<string, unknown>
  if (!Array.isArray(iceServers) || iceServers.length > MAX_ICE_SERVERS)
    return fail('ICE_BAD', `iceServers must be a list of at most ${MAX_ICE_SERVERS} servers`)
  const servers: IceServer[] = []
  for (const entry of iceServers as readonly unknown[]) {
    const { urls, username, credential } = (entry ?? {}) as Record<string, unknown>
    const list: readonly unknown[] = Array.isArray(urls) ? urls : [urls]
    if (list.length === 0 || list.length > MAX_ICE_SERVERS || !list.every(isIceUrl))
      return fail('ICE_BAD', 'urls must be stun: or turn: addresses')
    servers.push({
      urls: [...list],
      ...(typeof username === 'string' ? { username } : {}),
      ...(typeof credential === 'string' ? { credential } : {}),
    })
  }
  const isLifetime = typeof ttlSeconds === 'number' && ttlSeconds > 0
  return ok({
    servers,
    expiresInMs: isLifetime ? Math.min(ttlSeconds, MAX_EXPIRES_S) * 1_000 : undefined,
  })
}

const isIceUrl = (url: unknown): url is string => typeof url === 'string' && /^(stuns?|turns?):/.test(url)
