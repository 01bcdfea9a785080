import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { isPeerId } from './ids.ts'

/**
 * The messages that a PeerJS client may send. `LEAVE` and `EXPIRE` are the server's: from a client they could
 * close others' links.
 */
export type ClientMessage =
  | { readonly type: 'HEARTBEAT' }
  | {
      readonly type: 'OFFER' | 'ANSWER' | 'CANDIDATE'
      readonly dst: string
      /** JSON text, opaque here. */
      readonly payload: string
    }

const RELAYED = ['OFFER', 'ANSWER', 'CANDIDATE'] as const

/**
 * Reads one text frame of a client. The payload is kept as text: the server does not look into it, however
 * deep it is nested.
 */
export function parseClientMessage(text: string): Result<ClientMessage, Failure> {
  const message = parseObject(text)
  if (!message) return fail('MESSAGE_NOT_JSON', 'A message must be a JSON object of reasonable depth.')
  const { dst, payload } = message
  if (message.type === 'HEARTBEAT') return ok({ type: 'HEARTBEAT' })

  const type = RELAYED.find(relayed => relayed === message.type)
  if (!type)
    return fail('MESSAGE_TYPE', `type must be HEARTBEAT, ${RELAYED.join(', ')}; the server sends the others.`)
  if (!isPeerId(dst)) return fail('MESSAGE_DST', 'dst must be a PeerId (12D3KooW…).')
  if (typeof payload !== 'object' || payload === null)
    return fail('MESSAGE_PAYLOAD', 'payload must be an object.')
  return ok({ type, dst, payload: JSON.stringify(payload) })
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    // Nesting that JSON.stringify cannot follow throws here, before it can throw where it would look like a
    // fault of the receiver.
    JSON.stringify(value)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
