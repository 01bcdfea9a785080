import type { Candidate } from './candidates.ts'

/** What the browser recorded about one dial until it failed. */
export interface DialFacts {
  /** The other tab answered the offer. */
  readonly answered: boolean
  /** An answer of the other tab came over some pair of addresses. */
  readonly passed: boolean
  /** The addresses that each tab offered. */
  readonly local: readonly Candidate[]
  readonly remote: readonly Candidate[]
  /** Pairs of addresses that the browser could form: none while no address of the other tab is known. */
  readonly pairs: number
  /** The addresses of STUN and TURN servers in use. */
  readonly servers: readonly string[]
  readonly serverErrors: readonly IceServerError[]
  /** The browser still waited for a server. Chromium 156 reports no error for one that stays silent. */
  readonly gathering: boolean
  /** The person, or a policy, does not let this page reach the local network (Chromium from 142 on). */
  readonly localNetworkDenied: boolean
}

/** A STUN or TURN server that refused or did not answer. */
export interface IceServerError {
  readonly url: string
  /** The error code of STUN (RFC 8489, 14.8), or 701 if there was no answer. */
  readonly code: number
  readonly text: string
}

export interface DialReason {
  readonly code: 'LOCAL_NETWORK_DENIED' | 'DIAL_NAMES' | 'DIAL_BLOCKED' | 'ICE_SERVER' | 'DIAL_TIMEOUT'
  readonly message: string
}

/** Decides which part of the way to the other tab failed. It is a pure function. */
export function dialReason(facts: DialFacts): DialReason {
  const { answered, passed, pairs, remote } = facts
  if (!answered) return { code: 'DIAL_TIMEOUT', message: 'the other tab did not answer the introduction' }
  if (passed)
    return { code: 'DIAL_TIMEOUT', message: 'the two tabs reach each other, but no data channel opened' }

  if (facts.localNetworkDenied)
    return {
      code: 'LOCAL_NETWORK_DENIED',
      message: 'this browser does not let the page reach the local network',
    }
  const error = missingServer(facts)
  if (error) return { code: 'ICE_SERVER', message: iceServerText(error) }
  if (pairs === 0 && remote.length > 0 && remote.every(({ isName }) => isName))
    return {
      code: 'DIAL_NAMES',
      message: 'the other tab’s browser hides its addresses, and this network does not resolve their names',
    }
  if (remote.length === 0)
    return { code: 'DIAL_TIMEOUT', message: 'the other tab did not send any address in time' }
  return {
    code: 'DIAL_BLOCKED',
    message: `the network lets nothing pass between the two tabs (${pairs} ways tried)`,
  }
}

/** One server in words: its address, and the browser's error. */
export function iceServerText({ url, code, text }: IceServerError): string {
  const server = /^turns?:/.test(url) ? 'the TURN server' : 'the STUN server'
  const what = code >= 300 && code < 700 ? 'refused' : 'did not answer'
  return `${server} ${url} ${what} (${[code, text].filter(Boolean).join(' ')})`
}

/**
 * The error of a server whose kind of address is missing here: an error is common while another server, or the
 * same one over another interface, works. TURN first, because with a relay no STUN is needed.
 */
function missingServer({ local, servers, serverErrors, gathering }: DialFacts): IceServerError | undefined {
  const silent = gathering ? servers.map(url => ({ url, code: 701, text: 'no answer' })) : []
  const errors = [...serverErrors, ...silent]
  const lacks = (type: Candidate['type']) => local.every(candidate => candidate.type !== type)
  const turn = errors.find(({ url }) => /^turns?:/.test(url))
  if (turn && lacks('relay')) return turn
  const stun = errors.find(({ url }) => /^stuns?:/.test(url))
  return stun && lacks('srflx') && lacks('relay') ? stun : undefined
}
