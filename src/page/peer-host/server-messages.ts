import type { Peer } from 'peerjs'
import { assert } from '#lib/assert.ts'
import { LINK_LABEL } from '#network/link-messages.ts'

/** The SDP of a data channel with all candidates inlined has a few KiB. */
const MAX_SDP_CHARACTERS = 64 * 1024

export interface ServerMessageRules {
  /** Whether one more incoming connection may be negotiated. */
  readonly accepts: (peerId: string) => boolean
  /** The server could not deliver an offer, because the peer is not there. */
  readonly onExpired: (peerId: string) => void
  /** The server answered a heartbeat. */
  readonly onHeartbeat: () => void
  /** The server asks for proof of the own id. */
  readonly onChallenge: (nonce: string) => void
}

/** PeerJS 1.5.5 passes every message of the server to this method of the instance. */
interface PeerInternals {
  _handleMessage: (message: unknown) => void
}

/**
 * Stands between the signaling server and PeerJS. PeerJS trusts its server: a LEAVE closes live links, a
 * repeated offer closes the link that it names, an unknown serialization throws, and candidates without a
 * connection are kept for ever. Only messages that belong to a dial or an offer of this tab pass; an unwanted
 * offer is dropped before it costs an RTCPeerConnection.
 */
export function filterServerMessages(peer: Peer, rules: ServerMessageRules): void {
  const internals = peer as unknown as PeerInternals
  const handle = internals._handleMessage
  assert(typeof handle === 'function', 'peerjs changed: it has no _handleMessage')
  internals._handleMessage = message => {
    if (passes(peer, message, rules)) handle.call(peer, message)
  }
}

function passes(peer: Peer, message: unknown, rules: ServerMessageRules): boolean {
  if (!isObject(message)) return false
  const { type, src, payload } = message
  switch (type) {
    case 'OPEN':
    case 'ID-TAKEN':
      return true
    // Not a message of PeerJS: the peer answers it, PeerJS waits for OPEN.
    case 'CHALLENGE':
      if (isObject(payload) && typeof payload.nonce === 'string') rules.onChallenge(payload.nonce)
      return false
    case 'ERROR':
    case 'INVALID-KEY':
      return isObject(payload)
    case 'OFFER':
      return typeof src === 'string' && isOffer(payload) && !isKnown(peer, src, payload) && rules.accepts(src)
    case 'ANSWER':
    case 'CANDIDATE':
      return typeof src === 'string' && isObject(payload) && isKnown(peer, src, payload)
    case 'HEARTBEAT':
      rules.onHeartbeat()
      return false
    case 'EXPIRE':
      if (typeof src === 'string') rules.onExpired(src)
      return false
    // LEAVE among them: the two ends decide whether a link lives.
    default:
      return false
  }
}

function isOffer(payload: unknown): payload is Record<string, unknown> {
  if (!isObject(payload) || !isObject(payload.sdp)) return false
  const { sdp } = payload.sdp
  return (
    payload.type === 'data' &&
    payload.serialization === 'raw' &&
    payload.label === LINK_LABEL &&
    payload.reliable === true &&
    typeof payload.connectionId === 'string' &&
    payload.connectionId.length <= 64 &&
    payload.sdp.type === 'offer' &&
    typeof sdp === 'string' &&
    sdp.length <= MAX_SDP_CHARACTERS
  )
}

function isKnown(peer: Peer, src: string, { connectionId }: Record<string, unknown>): boolean {
  return typeof connectionId === 'string' && Boolean(peer.getConnection(src, connectionId)?.peerConnection)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
