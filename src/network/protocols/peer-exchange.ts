import type { CborValue } from '#chain/codec.ts'
import { tuple } from '#chain/schema.ts'
import type { SharedPeer } from '../known-peers.ts'
import { MAX_HANDSHAKE_BYTES, PEER_EXCHANGE_RATE } from '../limits.ts'
import { readSharedPeers, sharedPeersToWire } from './messages.ts'
import type { RequestProtocol } from './request.ts'

interface NamedPeers {
  readonly peers: SharedPeer[]
}

/**
 * Both ends report their live peers to each other, so that a node learns about nodes without a link (peer
 * sampling).
 */
export const PEER_EXCHANGE: RequestProtocol<NamedPeers, NamedPeers> = {
  name: '/tabchain/1/exchange',
  rate: PEER_EXCHANGE_RATE,
  maxQuestionBytes: MAX_HANDSHAKE_BYTES,
  maxAnswerBytes: MAX_HANDSHAKE_BYTES,
  readQuestion: tuple({ peers: readSharedPeers }),
  readAnswer: tuple({ peers: readSharedPeers }),
}

/** [[[peer id, seconds, links], …]], question and answer alike. */
export const peerExchangeMessage = (peers: readonly SharedPeer[]): CborValue => [sharedPeersToWire(peers)]
