import { decode, encode } from '#chain/codec.ts'
import { hashFromBytes, hashToBytes } from '#chain/hash.ts'
import type { NetworkId } from '#chain/ids.ts'
import { bytes, text, tuple } from '#chain/schema.ts'
import { readJoinCode } from '#lib/join-code.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { frameInvite, type InviteCode, isSignalingList, unframeInvite } from '../invite.ts'
import { MAX_URL_BYTES } from '../limits.ts'

/**
 * The id of a network instead of its parameters, which a server hands out. `signaling` is that server, if it
 * is not the one of the link.
 */
export interface ShortInvite {
  readonly networkId: NetworkId
  readonly signaling?: string | undefined
}

const VERSION = 2

const readFields = tuple({ networkId: bytes(32), signaling: text(MAX_URL_BYTES) })

/** A short invite as text, in the frame of a full one, with the payload [network id, signaling URL or ""]. */
export function encodeShortInvite({ networkId, signaling }: ShortInvite): string {
  return frameInvite(VERSION, encode([hashToBytes(networkId), signaling ?? '']))
}

/** A link that opens the network in the app at `origin`, which asks its server for the parameters. */
export function shortInviteLink(origin: string, invite: ShortInvite): string {
  return `${origin.replace(/\/+$/, '')}/?network=${encodeShortInvite(invite)}`
}

/** Decodes a short invite, or a whole link with one. */
export function parseShortInvite(input: string): Result<ShortInvite, Failure<InviteCode>> {
  const payload = unframeInvite(input, VERSION)
  if (!payload.ok) return payload
  const decoded = decode(payload.value)
  const fields = decoded.ok ? readFields(decoded.value) : undefined
  if (!fields?.ok) return fail('INVITE_MALFORMED', 'the invite has the wrong content; ask for a new one')
  const { networkId, signaling } = fields.value
  if (signaling !== '' && !isSignalingList(signaling)) {
    return fail(
      'INVITE_SIGNALING',
      'the invite names a signaling server that is not an http or https URL; ask for a new one',
    )
  }
  return ok({ networkId: hashFromBytes<NetworkId>(networkId), ...(signaling === '' ? {} : { signaling }) })
}

/** The join code that a person typed or pasted, alone or in a link with `?join=`. */
export function joinCodeIn(input: string): string | undefined {
  return readJoinCode(/[?&#]join=([^&#\s]*)/.exec(input)?.[1] ?? input)
}

/** The signaling server beside the app to which a link leads; undefined for text that is not a link. */
export function serverOfLink(input: string): string | undefined {
  const text = input.trim()
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined
  const url = new URL(text)
  return url.searchParams.get('signal') ?? new URL('signal/', url).href
}
