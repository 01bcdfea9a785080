import { ed25519 } from '@noble/curves/ed25519.js'
import { type CborValue, decode, encode } from '#chain/codec.ts'
import { checkGenesis } from '#chain/genesis/check-genesis.ts'
import { decodeGenesis } from '#chain/genesis/decode-genesis.ts'
import { encodeGenesis } from '#chain/genesis/encode-genesis.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { networkIdOf } from '#chain/genesis/network-id.ts'
import { digest } from '#chain/hash.ts'
import { MAX_ENCODED_DEPTH } from '#chain/limits.ts'
import { anyBytes, bytes, type Reader, safeInteger, tuple } from '#chain/schema.ts'
import { bytesToHex, hexToBytes } from '#lib/bytes.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { peerIdFromKey } from '../peer-id.ts'
import { deflate, inflate } from './deflate.ts'
import { type Description, encodeDescription, readDescription } from './description.ts'
import { type FrameCode, readFrame } from './hand-frame.ts'
import { HAND_NONCE_BYTES, MAX_HAND_MESSAGE_BYTES } from './limits.ts'

/** An offer of a link that a person carries to another tab. Its signature is right; its time is not checked. */
export interface HandOffer {
  readonly type: 'offer'
  /** A hash of all that is signed. */
  readonly id: string
  readonly from: PeerId
  readonly networkId: string
  readonly genesis: GenesisParameters
  /** Milliseconds, by the clock of the tab that made it. */
  readonly expires: number
  readonly description: Description
}

/** The answer to one offer. Its signature is right. */
export interface HandAnswer {
  readonly type: 'answer'
  readonly from: PeerId
  /** {@link HandOffer.id} */
  readonly offerId: string
  readonly networkId: string
  readonly description: Description
}

export type HandMessageCode = FrameCode | 'LINK_TEXT_FORGED' | 'INVITE_GENESIS'

const OFFER = 0n
const ANSWER = 1n

const signed = tuple({ body: anyBytes, signature: bytes(64) })
const offerTuple = tuple({
  type: only(OFFER),
  from: bytes(32),
  nonce: bytes(HAND_NONCE_BYTES),
  expires: safeInteger,
  genesis: anyBytes,
  description: readDescription,
})
const answerTuple = tuple({
  type: only(ANSWER),
  from: bytes(32),
  offerId: bytes(32),
  networkId: bytes(32),
  description: readDescription,
})

/** Signs an offer: [body, signature], deflated. The genesis in it makes it valid in one network only. */
export function signHandOffer(
  seed: Uint8Array,
  offer: {
    readonly nonce: Uint8Array
    readonly expires: number
    readonly genesis: GenesisParameters
    readonly description: Description
  },
): Promise<{ id: string; content: Uint8Array }> {
  return sign(seed, [
    OFFER,
    ed25519.getPublicKey(seed),
    offer.nonce,
    BigInt(offer.expires),
    encodeGenesis(offer.genesis),
    encodeDescription(offer.description),
  ])
}

/** Signs the answer to `offer`, whose id binds it to both tabs, the nonce, the time and the network. */
export async function signHandAnswer(
  seed: Uint8Array,
  { id, networkId }: Pick<HandOffer, 'id' | 'networkId'>,
  description: Description,
): Promise<Uint8Array> {
  const from = ed25519.getPublicKey(seed)
  const body = [ANSWER, from, hexToBytes(id), hexToBytes(networkId), encodeDescription(description)]
  return (await sign(seed, body)).content
}

/** Reads an offer or an answer in a text of any origin. */
export async function readHandMessage(
  text: string,
): Promise<Result<HandOffer | HandAnswer, Failure<HandMessageCode>>> {
  const framed = readFrame(text)
  if (!framed.ok) return framed
  const content = await inflate(framed.value, MAX_HAND_MESSAGE_BYTES)
  const outer = content && read(content, signed)
  if (!outer) return malformed()
  const { body, signature } = outer
  const offer = read(body, offerTuple)
  const answer = offer ? undefined : read(body, answerTuple)
  const key = offer?.from ?? answer?.from
  if (!key) return malformed()
  if (!isSigned(signature, body, key))
    return fail('LINK_TEXT_FORGED', 'its signature is wrong; ask for a new one')

  if (answer)
    return ok({
      type: 'answer',
      from: peerIdFromKey(answer.from),
      offerId: bytesToHex(answer.offerId),
      networkId: bytesToHex(answer.networkId),
      description: answer.description,
    })
  return offer ? readOffer(offer, body) : malformed()
}

type OfferFields = Extract<ReturnType<typeof offerTuple>, { ok: true }>['value']

function readOffer(
  { from, expires, genesis: encoded, description }: OfferFields,
  body: Uint8Array,
): Result<HandOffer, Failure<HandMessageCode>> {
  const genesis = decodeGenesis(encoded)
  const sensible = genesis.ok ? checkGenesis(genesis.value) : genesis
  if (!genesis.ok || !sensible.ok) {
    const reason = sensible.ok ? '' : sensible.error.message
    return fail('INVITE_GENESIS', `this app cannot run the offer's network: ${reason}; update the app`)
  }
  return ok({
    type: 'offer',
    id: bytesToHex(digest(body)),
    from: peerIdFromKey(from),
    networkId: networkIdOf(genesis.value),
    genesis: genesis.value,
    expires,
    description,
  })
}

/** What is signed begins with a name of its own, so that it is not a statement of another protocol. */
const statement = (body: Uint8Array) => encode(['tabchain link by hand', body])

async function sign(seed: Uint8Array, fields: CborValue): Promise<{ id: string; content: Uint8Array }> {
  const body = encode(fields)
  const content = await deflate(encode([body, ed25519.sign(statement(body), seed)]))
  return { id: bytesToHex(digest(body)), content }
}

function read<T>(encoded: Uint8Array, reader: Reader<T>): T | undefined {
  const decoded = decode(encoded, { maxBytes: MAX_HAND_MESSAGE_BYTES, maxDepth: MAX_ENCODED_DEPTH })
  const fields = decoded.ok ? reader(decoded.value) : undefined
  return fields?.ok ? fields.value : undefined
}

function only(type: bigint): Reader<bigint> {
  return value => (value === type ? ok(type) : { ok: false, error: 'another type of message' })
}

const malformed = () => fail('LINK_TEXT_MALFORMED', 'it has the wrong content; ask for a new one')

function isSigned(signature: Uint8Array, body: Uint8Array, key: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, statement(body), key)
  } catch {
    return false
  }
}
