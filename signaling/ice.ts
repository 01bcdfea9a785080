import { MAX_ICE_SERVERS } from '#lib/ice-limits.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'

/** A STUN or TURN server, in the form that `RTCPeerConnection` expects. */
export interface IceServer {
  readonly urls: string
  readonly username?: string
  readonly credential?: string
}

const STUN = /^stuns?:[^\s?]+$/
const TURN = /^(turns?):([^\s:@]+):([^\s@]+)@([^\s@]+)$/

/**
 * Reads a comma-separated list of `stun:host:port` and `turn:user:password@host:port`. Tabs get it from
 * `/signal/ice`, besides the server's own, so that they find a way through routers. It is empty by default,
 * because such servers see who talks to whom.
 */
export function parseIceServers(list: string): Result<readonly IceServer[], Failure<'ICE'>> {
  const servers: IceServer[] = []
  for (const text of list.split(',').map(part => part.trim())) {
    if (text === '') continue
    const turn = TURN.exec(text)
    if (turn) {
      const [, scheme = '', username = '', credential = '', host = ''] = turn
      servers.push({ urls: `${scheme}:${host}`, username, credential })
    } else if (STUN.test(text)) {
      servers.push({ urls: text })
    } else {
      return fail('ICE', `--ice (ICE) takes stun:host:port or turn:user:password@host:port, not "${text}".`)
    }
  }
  if (servers.length > MAX_ICE_SERVERS)
    return fail('ICE', `--ice (ICE) takes at most ${MAX_ICE_SERVERS} servers, not ${servers.length}.`)
  return ok(servers)
}
