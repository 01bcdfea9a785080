import { decode, encode } from '#chain/codec.ts'
import type { Violation } from '#chain/rules.ts'
import { anyBytes, conform, safeInteger, tuple } from '#chain/schema.ts'
import { ok, type Result } from '#lib/result.ts'

/**
 * The gossip message of a transaction: `[round, transaction bytes]`. Gossip does not deliver the same message
 * twice within a while; with another round it is another message. Nodes use round 0, so that two nodes that
 * publish one transaction send the same message, and the round does not identify them.
 * (docs/protocol-wire.md, Gossip)
 */
export function packTransaction(round: number, bytes: Uint8Array): Uint8Array {
  return encode([round, bytes])
}

/** The transaction's unchecked bytes. */
export function unpackTransaction(message: Uint8Array): Result<Uint8Array, Violation> {
  const decoded = decode(message)
  if (!decoded.ok) return decoded
  const fields = conform(decoded.value, tuple({ round: safeInteger, transaction: anyBytes }), 'TX_SCHEMA')
  return fields.ok ? ok(fields.value.transaction) : fields
}
