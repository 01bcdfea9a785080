import type { StunClient } from '../stun/responder.ts'
import type { Spender } from './budgets.ts'
import type { RelayLimits } from './limits.ts'

interface Opening extends Spender {
  readonly client: StunClient
  /** The relayed port. */
  readonly port: number
  /** The request that opens it: a client that did not get the answer sends the same again. */
  readonly transactionId: Buffer
  readonly key: Buffer
}

interface Channel {
  readonly number: number
  readonly peerPort: number
  boundUntil: number
}

/** Channel numbers that a client may bind (RFC 8656, section 12). */
export const isChannelNumber = (number: number): boolean => number >= 0x4000 && number <= 0x4fff

/**
 * A client's place at the relay: the port under which other clients of the relay reach it, whether they may,
 * and its channels. All relayed ports have one address, so that one permission admits every allocation.
 */
export class Allocation implements Opening {
  readonly client: StunClient
  readonly port: number
  readonly transactionId: Buffer
  readonly key: Buffer
  readonly username: string
  readonly limitedAddress: string
  expiresAt = 0
  readonly #channels = new Map<number, Channel>()
  #permittedUntil = 0

  constructor(
    { client, port, transactionId, key, username, limitedAddress }: Opening,
    private readonly limits: RelayLimits,
  ) {
    this.client = client
    this.port = port
    this.transactionId = transactionId
    this.key = key
    this.username = username
    this.limitedAddress = limitedAddress
  }

  permit(now: number): void {
    this.#permittedUntil = now + this.limits.permissionMs
  }

  isPermitted(now: number): boolean {
    return now < this.#permittedUntil
  }

  /** Binds a channel to a peer, or renews it; false if either belongs to another, or there are too many. */
  bind(number: number, peerPort: number, now: number): boolean {
    for (const { number: bound, boundUntil } of this.#channels.values())
      if (boundUntil <= now) this.#channels.delete(bound)
    const channel = this.#channels.get(number)
    if (channel ? channel.peerPort !== peerPort : this.channelOf(peerPort, now) !== undefined) return false
    if (!channel && this.#channels.size >= this.limits.channels) return false
    this.#channels.set(number, { number, peerPort, boundUntil: now + this.limits.channelMs })
    this.permit(now)
    return true
  }

  /** The port of the peer to which a channel is bound. */
  peerOf(number: number, now: number): number | undefined {
    const channel = this.#channels.get(number)
    return channel && channel.boundUntil > now ? channel.peerPort : undefined
  }

  /** The channel that is bound to a peer. */
  channelOf(peerPort: number, now: number): number | undefined {
    for (const channel of this.#channels.values())
      if (channel.peerPort === peerPort && channel.boundUntil > now) return channel.number
    return undefined
  }
}
