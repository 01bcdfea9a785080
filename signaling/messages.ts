import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { isPeerId } from './ids.ts'

const RELAYED = ['OFFER', 'ANSWER', 'CANDIDATE'] as const

/** A message from one client to another. */
export interface Introduction {
  readonly type: (typeof RELAYED)[number]
  readonly dst: string
  /** JSON text, opaque here. */
  readonly payload: string
}

/**
 * The messages that a client may send. `LEAVE` and `EXPIRE` are the server's: from a client they could close
 * others' links.
 */
export type ClientMessage =
  | { readonly type: 'HEARTBEAT' }
  /** The answer to the server's CHALLENGE, before anything else. */
  | { readonly type: 'PROOF'; readonly signature: unknown; readonly host: string }
  | Introduction

/**
 * Reads one text frame of a client. The payload is kept as text: the server does not look into it, however
 * deep it is nested.
 */
export function parseClientMessage(text: string): Result<ClientMessage, Failure> {
  const message = parseObject(text)
  if (!message) return fail('MESSAGE_NOT_JSON', 'A message must be a JSON object of reasonable depth.')
  if (message.type === 'HEARTBEAT') return ok({ type: 'HEARTBEAT' })

  const { dst, payload } = message
  const isProof = message.type === 'PROOF'
  const type = RELAYED.find(relayed => relayed === message.type)
  if (!type && !isProof)
    return fail(
      'MESSAGE_TYPE',
      `type must be HEARTBEAT, PROOF, ${RELAYED.join(', ')}; the server sends the others.`,
    )
  if (typeof payload !== 'object' || payload === null)
    return fail('MESSAGE_PAYLOAD', 'payload must be an object.')
  if (!type) return parseProof(payload as Record<string, unknown>)
  if (!isPeerId(dst)) return fail('MESSAGE_DST', 'dst must be a PeerId (12D3KooW…).')
  const json = textOf(payload)
  return json === undefined
    ? fail('MESSAGE_PAYLOAD', 'payload is nested too deeply.')
    : ok({ type, dst, payload: json })
}

function parseProof({ signature, host }: Record<string, unknown>): Result<ClientMessage, Failure> {
  if (typeof host !== 'string' || host.length > 253)
    return fail('MESSAGE_HOST', 'host must be the host name of this server.')
  return ok({ type: 'PROOF', signature, host })
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

/** Nesting that JSON.stringify cannot follow throws here, where it is the sender's fault. */
function textOf(payload: object): string | undefined {
  try {
    return JSON.stringify(payload)
  } catch {
    return undefined
  }
}
