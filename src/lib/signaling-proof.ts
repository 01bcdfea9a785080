import { utf8FromText } from './utf8.ts'

/** What a peer states when it asks a signaling server for its own id. */
export interface SignalingClaim {
  /** The host name of the server as the peer dialled it, without a port. */
  readonly host: string
  /** 64 hex digits. */
  readonly networkId: string
  readonly peerId: string
  /** The server's challenge for this one connection. */
  readonly nonce: string
}

/** The longest challenge that a peer signs, in characters. */
export const MAX_NONCE_CHARACTERS = 64

/**
 * The bytes that a peer signs with the key of its id (Ed25519) to prove a claim. The first line keeps the
 * signature apart from all others of the same key; the nonce keeps it from being used again, and the host from
 * being used at another server. No field can contain a line break, so two claims never have the same bytes.
 */
export function claimBytes({ host, networkId, peerId, nonce }: SignalingClaim): Uint8Array {
  const lines = ['tabchain signaling 1', host.toLowerCase(), networkId, peerId, nonce]
  return utf8FromText(lines.join('\n'))
}

/** Whether a text from a server may be signed as its challenge. */
export const isNonce = (text: unknown): text is string =>
  typeof text === 'string' && text.length <= MAX_NONCE_CHARACTERS && /^[A-Za-z0-9_-]+$/.test(text)
