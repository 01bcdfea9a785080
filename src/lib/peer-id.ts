import { base58 } from '@scure/base'
import type { Brand } from './brand.ts'
import { type Failure, fail, ok, type Result } from './result.ts'

/** The name of a node: the libp2p peer id of its Ed25519 key as text, 52 characters of base58. */
export type PeerId = Brand<string, 'PeerId'>

const CHARACTERS = 52
/** An identity multihash of 36 bytes: a protobuf of the key's type, Ed25519, and of its 32 bytes. */
const PREFIX = [0x00, 0x24, 0x08, 0x01, 0x12, 0x20]

/** Whether a text from outside is a peer id in its one canonical form. */
export function isPeerId(text: string): text is PeerId {
  if (text.length !== CHARACTERS) return false
  try {
    const bytes = base58.decode(text)
    return bytes.length === PREFIX.length + 32 && PREFIX.every((byte, i) => bytes[i] === byte)
  } catch {
    return false
  }
}

/** A peer id that a person typed or pasted. */
export function parsePeerId(text: string): Result<PeerId, Failure<'PEER_ID_BAD'>> {
  const trimmed = text.trim()
  if (isPeerId(trimmed)) return ok(trimmed)
  return fail('PEER_ID_BAD', `not a peer id; it begins with 12D3Koo and has ${CHARACTERS} characters`)
}
