/** One address of a tab, as it offers it to another (RFC 8839, 5.1). */
export interface Candidate {
  readonly type: 'host' | 'srflx' | 'prflx' | 'relay'
  /** A name in place of an address, which the other side has to resolve by multicast (`….local`). */
  readonly isName: boolean
}

const LINE = /^a=candidate:\S+ \d+ (\S+) \d+ (\S+) \d+ typ (host|srflx|prflx|relay)\b/gim

/** The candidates in a session description. TCP ones are left out: browsers only answer on them. */
export function readCandidates(sdp: string | undefined): Candidate[] {
  return [...(sdp ?? '').matchAll(LINE)]
    .filter(([, protocol = '']) => protocol.toLowerCase() === 'udp')
    .map(([, , address = '', type]) => ({
      type: type as Candidate['type'],
      isName: address.toLowerCase().endsWith('.local'),
    }))
}
