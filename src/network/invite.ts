import { base64urlnopad } from '@scure/base'
import { decode, encode } from '#chain/codec.ts'
import { checkGenesis } from '#chain/genesis/check-genesis.ts'
import { decodeGenesis } from '#chain/genesis/decode-genesis.ts'
import { encodeGenesis } from '#chain/genesis/encode-genesis.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { digest } from '#chain/hash.ts'
import { anyBytes, text, tuple } from '#chain/schema.ts'
import { bytesEqual, concatBytes } from '#lib/bytes.ts'
import { isPeerId, type PeerId } from '#lib/peer-id.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { MAX_SIGNALING_SERVERS } from '#lib/server-urls.ts'
import { MAX_INVITE_BYTES, MAX_INVITE_TEXT, MAX_PEER_ID_BYTES, MAX_URL_BYTES } from './limits.ts'

/**
 * The data that a tab needs to join a network: its genesis and, if known, one of its nodes and the signaling
 * servers that introduce nodes to each other. `signaling` is an http or https URL whose path ends with a
 * slash, or several of them with commas in between, in the order of preference.
 */
export interface Invite {
  readonly genesis: GenesisParameters
  readonly peerId?: PeerId
  readonly signaling?: string
}

export type InviteCode =
  | 'INVITE_MALFORMED'
  | 'INVITE_VERSION'
  | 'INVITE_TRUNCATED'
  | 'INVITE_CHECKSUM'
  | 'INVITE_GENESIS'
  | 'INVITE_PEER'
  | 'INVITE_SIGNALING'

const VERSION = 1
const HEADER_BYTES = 3
const CHECKSUM_BYTES = 4

const readFields = tuple({
  genesis: anyBytes,
  peerId: text(MAX_PEER_ID_BYTES),
  signaling: text(MAX_URL_BYTES),
})

/**
 * An invite as a code for links and QR: base64url without padding of version (1 byte), length (2 bytes,
 * big-endian), the DAG-CBOR tuple [genesis bytes, peer id or "", signaling URL or ""], and the first four
 * bytes of SHA-256 over all that. The length tells a truncated link from a mistyped one.
 */
export function encodeInvite(invite: Invite): string {
  const payload = encode([encodeGenesis(invite.genesis), invite.peerId ?? '', invite.signaling ?? ''])
  return frameInvite(VERSION, payload)
}

/** The text of a payload: its version, length and checksum, as {@link encodeInvite} describes them. */
export function frameInvite(version: number, payload: Uint8Array): string {
  const framed = concatBytes(Uint8Array.of(version, payload.length >> 8, payload.length & 0xff), payload)
  return base64urlnopad.encode(concatBytes(framed, checksum(framed)))
}

/** A link that opens the invite's network in the app at `origin`. */
export function inviteLink(origin: string, invite: Invite): string {
  return `${origin.replace(/\/+$/, '')}/?network=${encodeInvite(invite)}`
}

/**
 * Decodes a code, or a whole link with `?network=` or `#network=` or `#`. Its content is not trusted: the
 * genesis is validated.
 */
export function parseInvite(input: string): Result<Invite, Failure<InviteCode>> {
  const payload = unframeInvite(input, VERSION)
  if (!payload.ok) return payload

  const decoded = decode(payload.value)
  const fields = decoded.ok ? readFields(decoded.value) : undefined
  if (!fields?.ok) {
    return fail('INVITE_MALFORMED', 'the invite has the wrong content; ask for a new one')
  }
  return checkFields(fields.value)
}

/** The payload inside of a code or a link, whose version has to be this one. */
export function unframeInvite(input: string, version: number): Result<Uint8Array, Failure<InviteCode>> {
  const bytes = inviteBytes(input)
  return bytes.ok ? unframe(bytes.value, version) : bytes
}

function inviteBytes(input: string): Result<Uint8Array, Failure<InviteCode>> {
  if (input.length > MAX_INVITE_TEXT) {
    return fail(
      'INVITE_MALFORMED',
      `the invite has ${input.length} characters, more than any invite; copy only the link`,
    )
  }
  const trimmed = input.trim()
  const code = /[?&#]network=([^&#\s]*)/.exec(trimmed)?.[1] ?? /#([^#\s]*)$/.exec(trimmed)?.[1] ?? trimmed
  if (!/^[A-Za-z0-9_-]+$/.test(code)) {
    return fail(
      'INVITE_MALFORMED',
      'the text does not contain an invite; paste the whole link, which contains "?network="',
    )
  }
  try {
    return ok(base64urlnopad.decode(code))
  } catch {
    // Not valid base64url: the last character is missing or changed.
    return fail('INVITE_TRUNCATED', 'the invite was cut off or changed; copy the whole link again')
  }
}

function unframe(bytes: Uint8Array, expected: number): Result<Uint8Array, Failure<InviteCode>> {
  const [version, high, low] = bytes
  if (version !== expected) {
    return fail('INVITE_VERSION', `this app does not read invites of version ${version}; reload to update it`)
  }
  if (high === undefined || low === undefined) {
    return fail('INVITE_TRUNCATED', 'the invite is cut off; copy the whole link again')
  }
  const length = HEADER_BYTES + ((high << 8) | low)
  if (bytes.length < length + CHECKSUM_BYTES) {
    return fail('INVITE_TRUNCATED', 'the invite is cut off; copy the whole link again')
  }
  const framed = bytes.subarray(0, length)
  if (bytes.length > MAX_INVITE_BYTES || !bytesEqual(checksum(framed), bytes.subarray(length))) {
    return fail(
      'INVITE_CHECKSUM',
      'a character of the invite was changed; copy the link again instead of typing it',
    )
  }
  return ok(framed.subarray(HEADER_BYTES))
}

function checkFields(fields: {
  genesis: Uint8Array
  peerId: string
  signaling: string
}): Result<Invite, Failure<InviteCode>> {
  const genesis = readInvitedGenesis(fields.genesis)
  if (!genesis.ok) return genesis
  if (fields.peerId !== '' && !isPeerId(fields.peerId)) {
    return fail('INVITE_PEER', 'the invite names an invalid peer; ask for a new one')
  }
  if (fields.signaling !== '' && !isSignalingList(fields.signaling)) {
    return fail(
      'INVITE_SIGNALING',
      `the invite must name at most ${MAX_SIGNALING_SERVERS} signaling servers, each an http or https URL; ask for a new one`,
    )
  }
  return ok({
    genesis: genesis.value,
    ...(fields.peerId === '' ? {} : { peerId: fields.peerId }),
    ...(fields.signaling === '' ? {} : { signaling: fields.signaling }),
  })
}

/** The parameters of an invited network; fails if this app cannot run it. */
export function readInvitedGenesis(bytes: Uint8Array): Result<GenesisParameters, Failure<'INVITE_GENESIS'>> {
  const genesis = decodeGenesis(bytes)
  const sensible = genesis.ok ? checkGenesis(genesis.value) : genesis
  if (genesis.ok && sensible.ok) return genesis
  const reason = sensible.ok ? '' : sensible.error.message
  return fail('INVITE_GENESIS', `this app cannot run the invite's network: ${reason}`)
}

const checksum = (framed: Uint8Array): Uint8Array => digest(framed).subarray(0, CHECKSUM_BYTES)

/** Whether these are addresses of signaling servers, with a comma between two of them. */
export function isSignalingList(list: string): boolean {
  const urls = list.split(',')
  return urls.length <= MAX_SIGNALING_SERVERS && urls.every(isSignalingUrl)
}

function isSignalingUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username } = new URL(text)
  return (protocol === 'https:' || protocol === 'http:') && username === ''
}
