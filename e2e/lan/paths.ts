declare global {
  interface Window {
    /** Every connection that the page made. */
    tabConnections: RTCPeerConnection[]
  }
}

/** Runs in a page before its own scripts, and keeps the connections that it makes. */
export function keepConnections(): void {
  const Native = window.RTCPeerConnection
  window.tabConnections = []
  window.RTCPeerConnection = class extends Native {
    constructor(...args: ConstructorParameters<typeof Native>) {
      super(...args)
      window.tabConnections.push(this)
    }
  }
}

/** The two ends of a path as ICE describes them: `host`, `srflx`, `prflx` or `relay`. */
export interface Path {
  readonly local: string
  readonly remote: string
  /** How a relayed tab reaches its relay, else empty. */
  readonly relayProtocol: string
}

/** Runs in a page: the paths in use. */
export async function pathsInUse(): Promise<Path[]> {
  const paths: Path[] = []
  for (const connection of window.tabConnections) {
    if (connection.connectionState !== 'connected') continue
    const stats = new Map([...(await connection.getStats()).entries()])
    const all = [...stats.values()]
    const transport = all.find(({ type }) => type === 'transport')
    // Firefox names the chosen pair by itself, Chromium by its transport.
    const pair =
      stats.get(transport?.selectedCandidatePairId) ??
      all.find(({ type, selected }) => type === 'candidate-pair' && selected)
    const local = stats.get(pair?.localCandidateId)
    const remote = stats.get(pair?.remoteCandidateId)
    if (local && remote)
      paths.push({
        local: local.candidateType,
        remote: remote.candidateType,
        relayProtocol: local.candidateType === 'relay' ? (local.relayProtocol ?? 'udp') : '',
      })
  }
  return paths
}

/**
 * How two tabs are linked, by the paths at both ends: by a relay (and how it is reached), by addresses that
 * STUN or a probe revealed, or directly.
 */
export function describePaths(paths: readonly Path[]): string {
  const relays = paths.filter(({ relayProtocol }) => relayProtocol !== '')
  if (relays.length > 0)
    return `relay (${[...new Set(relays.map(({ relayProtocol }) => relayProtocol))].sort().join(', ')})`
  const types = paths.flatMap(({ local, remote }) => [local, remote])
  return ['relay', 'srflx', 'prflx', 'host'].find(type => types.includes(type)) ?? ''
}
