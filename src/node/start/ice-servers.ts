import type { Clock } from '#lib/clock.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { withDeadline } from '#lib/timeout-signal.ts'
import type { IceServer } from '#network/link-messages.ts'

/** The most servers that are used. */
const MAX_SERVERS = 8
const TIMEOUT_MS = 1_500

/** The STUN and TURN servers that the signaling servers list; none of those that do not answer in time. */
export async function fetchIceServers(
  urls: readonly string[],
  fetch: typeof globalThis.fetch,
  clock: Clock,
): Promise<readonly IceServer[]> {
  const lists = await Promise.all(urls.map(url => fetchFrom(url, fetch, clock)))
  return lists.flat().slice(0, MAX_SERVERS)
}

async function fetchFrom(
  url: string,
  fetch: typeof globalThis.fetch,
  clock: Clock,
): Promise<readonly IceServer[]> {
  try {
    return await withDeadline(clock, TIMEOUT_MS, [], async signal => {
      const response = await fetch(new URL('ice', url), { signal })
      const servers = readIceServers(response.ok ? await response.json() : undefined)
      return servers.ok ? servers.value : []
    })
  } catch {
    // Offline, or a static host without signaling: tabs of the local network still find each other.
    return []
  }
}

/** Accepts only servers that `RTCPeerConnection` accepts. */
export function readIceServers(answer: unknown): Result<readonly IceServer[], Failure<'ICE_BAD'>> {
  const list = (answer as { iceServers?: unknown } | undefined)?.iceServers
  if (!Array.isArray(list) || list.length > MAX_SERVERS)
    return fail('ICE_BAD', 'it is not a list of at most 8 servers')
  const servers: IceServer[] = []
  for (const entry of list as readonly Record<string, unknown>[]) {
    const { urls, username, credential } = entry
    if (typeof urls !== 'string' || !/^(stuns?|turns?):/.test(urls))
      return fail('ICE_BAD', 'a server has no stun: or turn: address')
    servers.push({
      urls,
      ...(typeof username === 'string' ? { username } : {}),
      ...(typeof credential === 'string' ? { credential } : {}),
    })
  }
  return ok(servers)
}
