import { TokenBucket } from '#lib/token-bucket.ts'
import { limitedAddress } from '../ip-address.ts'
import { RateLimiter } from '../rate-limiter.ts'
import type { TransportAddress } from './attributes.ts'
import { answerBinding } from './binding.ts'
import type { StunLimits } from './limits.ts'
import { decodeMessage, type StunMessage } from './message.ts'

/** Where packets come from: an address of UDP, or a connection of TCP. */
export interface StunClient {
  /** Differs between all clients at the same time. */
  readonly id: string
  readonly source: TransportAddress
  /** Sends a packet; it may be lost. */
  readonly send: (packet: Buffer) => void
}

/** The part of a relay that sees packets. */
export interface PacketRelay {
  /** Passes on a packet with data; false if it is another one. */
  readonly pass: (packet: Buffer, client: StunClient) => boolean
  /** The answer to a request, undefined if it deserves none. */
  readonly answer: (request: StunMessage, client: StunClient) => Buffer | undefined
}

export interface ResponderOptions {
  /** Whether Binding requests are answered. */
  readonly binding: boolean
  readonly relay: PacketRelay | undefined
  readonly limits: StunLimits
}

/** Handles packets of any client; what it does not understand is dropped without an answer. */
export type Responder = (packet: Buffer, client: StunClient) => void

/**
 * Answers Binding requests, and gives all else to the relay if there is one. Requests are limited per address
 * and in all; packets with data are limited by the relay.
 */
export function createResponder({ binding, relay, limits }: ResponderOptions): Responder {
  const addresses = new RateLimiter(limits.addressRequests, limits.addresses)
  const all = new TokenBucket(limits.requests, Date)

  return (packet, client) => {
    if (packet.length > limits.packetBytes) return
    if (relay?.pass(packet, client)) return
    if (!addresses.take(limitedAddress(client.source.address)) || !all.take()) return

    const message = decodeMessage(packet)
    if (!message) return
    const answer =
      (binding ? answerBinding(message, client.source) : undefined) ?? relay?.answer(message, client)
    if (answer) client.send(answer)
  }
}
