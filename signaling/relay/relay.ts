import { randomBytes } from 'node:crypto'
import { ATTRIBUTE, addressAttribute, addressOf, valueIn } from '../stun/attributes.ts'
import { decodeMessage, encodeMessage, METHOD, type StunMessage } from '../stun/message.ts'
import type { PacketRelay, StunClient } from '../stun/responder.ts'
import type { Allocation } from './allocation.ts'
import { Allocations } from './allocations.ts'
import type { RelayBudget } from './budget-option.ts'
import { Budgets } from './budgets.ts'
import { type Credentials, TabCredentials } from './credentials.ts'
import { RELAY_LIMITS, type RelayLimits } from './limits.ts'
import { RelayRequests } from './relay-requests.ts'
import { isRelayed, RELAYED_ADDRESS } from './relayed-address.ts'

const SEND_INDICATION = 0x0016

/**
 * Relays packets between tabs that cannot reach each other (TURN, RFC 8656, for UDP between the tabs). It
 * relays between its own allocations only, so that no other machine can be reached through it. What it sees
 * is encrypted by the tabs.
 */
export class Relay implements PacketRelay {
  readonly #allocations: Allocations
  readonly #budgets: Budgets
  readonly #credentials: TabCredentials
  readonly #requests: RelayRequests
  readonly #sweep: NodeJS.Timeout

  constructor(
    budget: RelayBudget,
    readonly limits: RelayLimits = RELAY_LIMITS,
    private readonly clock: { now(): number } = Date,
  ) {
    this.#allocations = new Allocations(limits)
    this.#budgets = new Budgets(budget, limits, clock)
    this.#credentials = new TabCredentials(limits.credentialsMs, clock)
    this.#requests = new RelayRequests(this.#allocations, this.#budgets, this.#credentials, limits, clock)
    this.#sweep = setInterval(() => this.#allocations.removeExpired(clock.now()), limits.sweepEveryMs)
    this.#sweep.unref()
  }

  /** Credentials for one tab. */
  issueCredentials(): Credentials {
    return this.#credentials.issue()
  }

  pass(packet: Buffer, client: StunClient): boolean {
    const first = packet[0] ?? 0
    if (first >= 0x40 && first <= 0x4f) this.#passChannelData(packet, client)
    else if (packet.length >= 2 && packet.readUInt16BE(0) === SEND_INDICATION) this.#passSend(packet, client)
    else return false
    return true
  }

  answer(request: StunMessage, client: StunClient): Buffer | undefined {
    return this.#requests.answer(request, client)
  }

  hasAllocation(client: StunClient): boolean {
    return this.#allocations.ofClient(client.id, this.clock.now()) !== undefined
  }

  /** Ends the allocation of a client whose connection is closed. */
  leave(client: StunClient): void {
    const allocation = this.#allocations.ofClient(client.id, this.clock.now())
    if (allocation) this.#allocations.remove(allocation)
  }

  close(): void {
    clearInterval(this.#sweep)
  }

  #passChannelData(packet: Buffer, client: StunClient): void {
    const now = this.clock.now()
    const from = this.#allocations.ofClient(client.id, now)
    if (!from || packet.length < 4) return
    const end = 4 + packet.readUInt16BE(2)
    const peerPort = from.peerOf(packet.readUInt16BE(0), now)
    if (peerPort !== undefined && end <= packet.length)
      this.#deliver(from, peerPort, packet.subarray(4, end), now)
  }

  #passSend(packet: Buffer, client: StunClient): void {
    const now = this.clock.now()
    const from = this.#allocations.ofClient(client.id, now)
    const message = from?.isPermitted(now) ? decodeMessage(packet) : undefined
    if (!from || !message) return
    const peer = addressOf(valueIn(message, ATTRIBUTE.xorPeerAddress), message.transactionId)
    const data = valueIn(message, ATTRIBUTE.data)
    if (data && isRelayed(peer)) this.#deliver(from, peer.port, data, now)
  }

  /** Packets to nobody, without permission or beyond a budget are dropped, as UDP drops them. */
  #deliver(from: Allocation, peerPort: number, data: Buffer, now: number): void {
    const to = this.#allocations.atPort(peerPort, now)
    if (!to?.isPermitted(now)) return
    if (this.#budgets.spend(from, data.length + this.limits.packetOverheadBytes) !== 'spent') return
    const channel = to.channelOf(from.port, now)
    to.client.send(channel === undefined ? dataIndication(from.port, data) : channelData(channel, data))
  }
}

function channelData(channel: number, data: Buffer): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt16BE(channel, 0)
  head.writeUInt16BE(data.length, 2)
  return Buffer.concat([head, data])
}

function dataIndication(fromPort: number, data: Buffer): Buffer {
  const transactionId = randomBytes(12)
  const peer = { address: RELAYED_ADDRESS, port: fromPort }
  const attributes = [
    addressAttribute(ATTRIBUTE.xorPeerAddress, peer, transactionId),
    { type: ATTRIBUTE.data, value: data },
  ]
  return encodeMessage({ kind: 'indication', method: METHOD.data, transactionId, attributes })
}
