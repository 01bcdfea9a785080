import type { DoctorResult } from '#api/results.ts'
import type { IceServerCheck, ReachReport, SignalingStatus } from '#network/link-messages.ts'
import type { PeerInfo, Reach } from '#network/network.ts'

type Check = DoctorResult['checks'][number]

/** What is known about links to other tabs. */
export interface LinkFacts {
  readonly signaling: SignalingStatus
  readonly peers: readonly Pick<PeerInfo, 'state' | 'relayed'>[]
  readonly reach: Reach
  /** Undefined if the page did not answer. */
  readonly report: ReachReport | undefined
}

/** The doctor's checks of each leg of the way to another tab, in the order in which a dial takes them. */
export function linkChecks(facts: LinkFacts): Check[] {
  const { signaling, report } = facts
  return [
    signaling === 'online'
      ? good('Introductions', 'the signaling server answers')
      : bad(
          'Introductions',
          'the signaling server does not answer: links work on, and linked tabs introduce others; a tab without a link needs it',
        ),
    stunCheck(facts),
    relayCheck(facts),
    ...(report && report.localNetwork !== 'unknown' ? [localNetworkCheck(report)] : []),
    peersCheck(facts),
  ]
}

function stunCheck({ report, peers, reach }: LinkFacts): Check {
  const name = 'STUN'
  const servers = listed(report, /^stuns?:/)
  if (!servers)
    return bad(name, 'it is not known which servers there are: the signaling server has not answered')
  const failed = servers.filter(({ works }) => !works)
  if (failed.length < servers.length) return good(name, 'other tabs can learn this tab’s address')
  if (failed.length > 0)
    return bad(
      name,
      `${errorsOf(failed)}: a firewall may block UDP; without STUN only tabs of this network can link`,
    )
  const detail = 'no STUN server is named, so only tabs of this network can link'
  const isMissed = peers.length === 0 && reach.others > 0
  if (!report?.hidesAddresses || !isMissed) return { name, ok: !isMissed, detail }
  return bad(
    name,
    `${detail}, and only if it resolves the .local names behind which this browser hides addresses`,
  )
}

function relayCheck({ report, reach }: LinkFacts): Check {
  const name = 'Relay'
  const servers = listed(report, /^turns?:/)
  if (!servers)
    return bad(name, 'it is not known whether there is one: the signaling server has not answered')
  const failed = servers.filter(({ works }) => !works)
  if (failed.length < servers.length) return good(name, 'tabs that cannot reach each other link through it')
  if (failed.length > 0)
    return bad(
      name,
      `${errorsOf(failed)}: tabs that cannot reach each other stay apart; tell whoever runs the server`,
    )
  return reach.trouble
    ? bad(
        name,
        'none is offered, and some tabs cannot link; whoever runs the server can start it with --relay',
      )
    : good(name, 'none is offered, and none was needed so far')
}

function localNetworkCheck({ localNetwork }: ReachReport): Check {
  const name = 'Local network'
  if (localNetwork === 'denied')
    return bad(
      name,
      'the browser does not let this page reach the local network; allow “Local network access” in the site’s settings',
    )
  // A page of the local network needs no permission, and the browser does not say whether this one does.
  if (localNetwork === 'prompt')
    return good(name, 'the browser asks for a permission if this page needs it; look for its question')
  return good(name, 'the browser lets this page reach it')
}

function peersCheck({ peers, reach: { others, trouble } }: LinkFacts): Check {
  const name = 'Peers'
  const linked = peers.filter(({ state }) => state === 'connected')
  const relayed = linked.filter(peer => peer.relayed).length
  const reason = trouble && `${legOf(trouble.code)}: ${trouble.message} (${trouble.code})`
  if (linked.length > 0) {
    const through = relayed > 0 ? `, ${relayed} through a relay` : ''
    const rest = reason ? `; the last dial failed at the ${reason}` : ''
    return good(name, `${linked.length} connected${through}${rest}`)
  }
  if (reason) return bad(name, `no link opened. The last dial failed at the ${reason}`)
  if (others > 0)
    return bad(name, `the server knows ${others} other tabs, and no link is open yet; wait a moment`)
  return bad(name, 'no other tab of this network is there: open an invite link in another browser')
}

/** The part of the way to another tab that a failed dial did not pass. */
function legOf(code: string): string {
  if (code === 'LOCAL_NETWORK_DENIED') return 'browser’s permission'
  if (code === 'ICE_SERVER') return 'STUN or TURN server'
  if (code.startsWith('DIAL_') && code !== 'DIAL_FAILED') return 'data channel'
  return 'handshake'
}

const listed = (report: ReachReport | undefined, kind: RegExp): readonly IceServerCheck[] | undefined =>
  report?.servers?.filter(({ url }) => kind.test(url))

const errorsOf = (failed: readonly IceServerCheck[]): string =>
  failed.map(({ url, code, text }) => `${url} failed (${[code, text].filter(Boolean).join(' ')})`).join(', ')

const good = (name: string, detail: string): Check => ({ name, ok: true, detail })
const bad = (name: string, detail: string): Check => ({ name, ok: false, detail })
