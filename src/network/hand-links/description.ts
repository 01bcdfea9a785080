import type { CborValue } from '#chain/codec.ts'
import { bytes, list, text, tuple } from '#chain/schema.ts'
import { bytesToHex, hexToBytes } from '#lib/bytes.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { type Candidate, candidateLine, candidateOf, encodeCandidate, readCandidate } from './candidate.ts'
import { MAX_HAND_CANDIDATES } from './limits.ts'

/** What differs between the session descriptions of two tabs (RFC 8829); the rest is the same for all. */
export interface Description {
  readonly ufrag: string
  readonly password: string
  /** SHA-256 of the certificate (RFC 8122). */
  readonly fingerprint: Uint8Array
  readonly candidates: readonly Candidate[]
}

/** RFC 8839, 5.4: characters and lengths of ICE's credentials. */
const UFRAG = /^[A-Za-z0-9+/]{4,256}$/
const PASSWORD = /^[A-Za-z0-9+/]{22,256}$/
const MAX_CREDENTIAL_BYTES = 256

const readFields = tuple({
  ufrag: text(MAX_CREDENTIAL_BYTES),
  password: text(MAX_CREDENTIAL_BYTES),
  fingerprint: bytes(32),
  candidates: list(readCandidate, MAX_HAND_CANDIDATES),
})

/** Takes from a browser's session description what another tab needs; fails if a part is missing. */
export function describe(sdp: string): Result<Description, Failure<'DESCRIPTION_BAD'>> {
  const lines = sdp.split(/\r?\n/)
  const attribute = (name: string) =>
    lines
      .find(line => line.startsWith(`a=${name}:`))
      ?.slice(name.length + 3)
      ?.trim() ?? ''
  const ufrag = attribute('ice-ufrag')
  const password = attribute('ice-pwd')
  const digits = /^sha-256 ((?:[0-9a-f]{2}:?){32})$/i.exec(attribute('fingerprint'))?.[1]
  if (!UFRAG.test(ufrag) || !PASSWORD.test(password) || digits === undefined)
    return fail('DESCRIPTION_BAD', 'the browser described its connection without ICE or a fingerprint')
  const candidates = lines.flatMap(line => candidateOf(line) ?? []).slice(0, MAX_HAND_CANDIDATES)
  const fingerprint = hexToBytes(digits.replaceAll(':', '').toLowerCase())
  return ok({ ufrag, password, fingerprint, candidates })
}

/**
 * The session description of a tab with one data channel. The tab that answers begins the DTLS handshake
 * (RFC 8842, 5.3), as every browser chooses; both browsers that run the app take messages of 256 KiB.
 */
export function sdpOf(
  { ufrag, password, fingerprint, candidates }: Description,
  type: 'offer' | 'answer',
): string {
  const digits = bytesToHex(fingerprint).toUpperCase().match(/../g) ?? []
  const lines = [
    'v=0',
    'o=- 1 2 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    'c=IN IP4 0.0.0.0',
    ...candidates.map(candidateLine),
    `a=ice-ufrag:${ufrag}`,
    `a=ice-pwd:${password}`,
    `a=fingerprint:sha-256 ${digits.join(':')}`,
    `a=setup:${type === 'offer' ? 'actpass' : 'active'}`,
    'a=mid:0',
    'a=sctp-port:5000',
    'a=max-message-size:262144',
  ]
  return `${lines.join('\r\n')}\r\n`
}

/** [ICE user fragment, ICE password, fingerprint, candidates] */
export const encodeDescription = ({ ufrag, password, fingerprint, candidates }: Description): CborValue => [
  ufrag,
  password,
  fingerprint,
  candidates.map(encodeCandidate),
]

/** Reads what {@link encodeDescription} returned; nothing else gets into a session description. */
export function readDescription(value: CborValue): Result<Description, string> {
  const read = readFields(value)
  if (!read.ok) return read
  const { ufrag, password } = read.value
  if (!UFRAG.test(ufrag) || !PASSWORD.test(password))
    return { ok: false, error: 'no valid credentials of ICE' }
  return read
}
