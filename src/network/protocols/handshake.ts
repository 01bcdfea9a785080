import type { CborValue } from '#chain/codec.ts'
import { hashFromBytes, hashToBytes } from '#chain/hash.ts'
import type { NetworkId } from '#chain/ids.ts'
import { bytes, type Reader, safeInteger, text, tuple } from '#chain/schema.ts'
import { bytesEqual } from '#lib/bytes.ts'
import type { Random } from '#lib/random.ts'
import { err, fail, ok, type Result } from '#lib/result.ts'
import type { SharedPeer } from '../known-peers.ts'
import { MAX_AGENT_BYTES } from '../limits.ts'
import type { ChainHead } from '../network.ts'
import { headToWire, readHead, readSharedPeers, sharedPeersToWire } from './messages.ts'
import type { Wire, WireViolation } from './wire.ts'

/**
 * Opened by the end that dialled, once, right after the link's upgrade. Every other protocol waits for it.
 */
export const HANDSHAKE_PROTOCOL = '/tabchain/1/handshake'

/** The version of the wire protocol; nodes of different versions do not link. */
export const WIRE_VERSION = 2

const NONCE_BYTES = 8

/** A node's information about itself. */
export interface HandshakeInfo {
  readonly networkId: NetworkId
  readonly agent: string
  readonly head: ChainHead
}

export interface HandshakeOptions {
  readonly wire: Wire
  readonly info: HandshakeInfo
  readonly random: Random
  /** Returns the peers to report, when the handshake needs them. */
  readonly peersToShare: () => readonly SharedPeer[]
  readonly signal: AbortSignal
}

export interface HandshakeOutcome {
  readonly info: HandshakeInfo
  readonly peers: readonly SharedPeer[]
}

type Outcome = Promise<Result<HandshakeOutcome, WireViolation>>

const nonce = bytes(NONCE_BYTES)
const tagged =
  (tag: string): Reader<string> =>
  value =>
    value === tag ? ok(tag) : err(`expected "${tag}"`)

const readPing = tuple({ tag: tagged('ping'), version: safeInteger, nonce })
const readPong = tuple({ tag: tagged('pong'), version: safeInteger, nonce })
const readPeers = tuple({ tag: tagged('peers'), peers: readSharedPeers })
const infoFields = tuple({
  tag: tagged('info'),
  networkId: bytes(32),
  agent: text(MAX_AGENT_BYTES),
  head: readHead,
})
const refuseFields = tuple({ tag: tagged('refuse'), code: text(32), message: text(128) })

/** An information message, or the other end's refusal. */
const readInfo: Reader<HandshakeInfo | { readonly refusal: string }> = value => {
  const refusal = refuseFields(value)
  if (refusal.ok) return ok({ refusal: refusal.value.code })
  const read = infoFields(value)
  if (!read.ok) return read
  const { networkId, agent, head } = read.value
  return ok({ networkId: hashFromBytes<NetworkId>(networkId), agent, head })
}

/** The end that dialled: ping → pong → information both ways → known peers both ways. */
export async function shakeAsDialler({
  wire,
  info,
  random,
  peersToShare,
  signal,
}: HandshakeOptions): Outcome {
  const challenge = random.bytes(NONCE_BYTES)
  await wire.send(['ping', WIRE_VERSION, challenge], signal)
  const pong = await wire.receive(readPong, signal)
  if (!pong.ok) return pong
  if (pong.value.version !== WIRE_VERSION) return otherVersion(pong.value.version)
  if (!bytesEqual(pong.value.nonce, challenge))
    return fail('WIRE_MALFORMED', 'pong: its nonce is not that of the ping')

  await wire.send(infoToWire(info), signal)
  const theirs = accept(await wire.receive(readInfo, signal), info)
  if (!theirs.ok) return theirs

  await wire.send(['peers', sharedPeersToWire(peersToShare())], signal)
  const peers = await wire.receive(readPeers, signal)
  if (!peers.ok) return peers
  return ok({ info: theirs.value, peers: peers.value.peers })
}

/**
 * The end that was dialled. A peer of another network or version gets the reason. `onAccepted` is called
 * before the last message goes out, because the dialler may use the link as soon as it has that.
 */
export async function shakeAsListener(
  { wire, info, peersToShare, signal }: HandshakeOptions,
  onAccepted: (outcome: HandshakeOutcome) => void,
): Outcome {
  const ping = await wire.receive(readPing, signal)
  if (!ping.ok) return ping
  await wire.send(['pong', WIRE_VERSION, ping.value.nonce], signal)
  if (ping.value.version !== WIRE_VERSION) return otherVersion(ping.value.version)

  const theirs = accept(await wire.receive(readInfo, signal), info)
  if (!theirs.ok) {
    await wire.send(['refuse', theirs.error.code, theirs.error.message.slice(0, 120)], signal)
    await wire.end(signal)
    return theirs
  }
  await wire.send(infoToWire(info), signal)

  const peers = await wire.receive(readPeers, signal)
  if (!peers.ok) return peers
  const outcome = { info: theirs.value, peers: peers.value.peers }
  onAccepted(outcome)
  await wire.send(['peers', sharedPeersToWire(peersToShare())], signal)
  return ok(outcome)
}

const infoToWire = ({ networkId, agent, head }: HandshakeInfo): CborValue => [
  'info',
  hashToBytes(networkId),
  agent,
  headToWire(head),
]

function accept(
  received: Result<HandshakeInfo | { readonly refusal: string }, WireViolation>,
  mine: HandshakeInfo,
): Result<HandshakeInfo, WireViolation> {
  if (!received.ok) return received
  const theirs = received.value
  if ('refusal' in theirs) {
    const code = theirs.refusal === 'WIRE_VERSION' ? 'WIRE_VERSION' : 'WIRE_OTHER_NETWORK'
    return fail(code, 'the peer refused this node: it is of another network or version')
  }
  if (theirs.networkId !== mine.networkId) {
    return fail('WIRE_OTHER_NETWORK', `the peer is of network ${theirs.networkId.slice(0, 16)}`)
  }
  return ok(theirs)
}

const otherVersion = (version: number) =>
  fail('WIRE_VERSION', `the peer speaks version ${version} of the wire protocol, this node ${WIRE_VERSION}`)
