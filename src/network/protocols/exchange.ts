import type { CborValue } from '#chain/codec.ts'
import { tuple } from '#chain/schema.ts'
import type { ToldPeer } from '../known-peers.ts'
import { EXCHANGE_RATE, MAX_HANDSHAKE_BYTES } from '../limits.ts'
import { readTold, toldToWire } from './messages.ts'
import type { RequestProtocol } from './request.ts'

interface Told {
  readonly peers: ToldPeer[]
}

/** Both ends tell each other which peers are alive, so that a node learns of nodes that it is not linked with (peer sampling). */
export const EXCHANGE: RequestProtocol<Told, Told> = {
  name: '/tabchain/1/exchange',
  rate: EXCHANGE_RATE,
  maxQuestionBytes: MAX_HANDSHAKE_BYTES,
  maxAnswerBytes: MAX_HANDSHAKE_BYTES,
  readQuestion: tuple({ peers: readTold }),
  readAnswer: tuple({ peers: readTold }),
}

/** [[[peer id, seconds, links], …]], question and answer alike. */
export const exchangeMessage = (peers: readonly ToldPeer[]): CborValue => [toldToWire(peers)]
