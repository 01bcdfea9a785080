import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { isPeerId } from '#lib/peer-id.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { askedHost } from './asked-host.ts'
import { clientAddress } from './client-address.ts'
import type { Gate } from './gate.ts'
import { isNetworkId } from './ids.ts'
import type { SignalingLimits } from './limits.ts'
import { isAllowedOrigin } from './origins.ts'
import { newNonce } from './proof.ts'
import { RateLimiter } from './rate-limiter.ts'
import { Seat } from './seat.ts'
import type { Counters } from './signaling-state.ts'
import { ClientSocket } from './websocket/client-socket.ts'
import { openingResponse, type RefusalStatus, refuseUpgrade } from './websocket/handshake.ts'

export interface DoorOptions {
  readonly limits: SignalingLimits
  readonly counters: Counters
  readonly trustProxy: boolean
  readonly origins: readonly string[] | undefined
}

/** Opens WebSockets within the limits of sockets and addresses, and hands them to the gate. */
export class Door {
  readonly #o: DoorOptions
  readonly #connects: RateLimiter
  readonly #perAddress = new Map<string, number>()
  /** Clients that have not proven their id. */
  readonly #waiting = new Set<Seat>()
  #sockets = 0
  #isShut = false

  constructor(options: DoorOptions) {
    this.#o = options
    this.#connects = new RateLimiter(options.limits.addressConnects, options.limits.addresses)
  }

  /** All WebSockets, including those of clients that have not proven their id. */
  get sockets(): number {
    return this.#sockets
  }

  get isShut(): boolean {
    return this.#isShut
  }

  /** From now on nobody enters. Returns those who have entered and not proven their id. */
  shut(): Seat[] {
    this.#isShut = true
    return [...this.#waiting]
  }

  /** The gate has let a client in. */
  admit(seat: Seat): void {
    this.#waiting.delete(seat)
  }

  enter(request: IncomingMessage, query: URLSearchParams, stream: Duplex, head: Buffer, gate: Gate): void {
    const { counters, trustProxy, limits } = this.#o
    const address = clientAddress(request, trustProxy)
    const response = openingResponse(request)
    const refusal = response === undefined ? 400 : this.#refusal(request, address)
    if (response === undefined || refusal !== undefined) {
      counters.refused++
      return refuseUpgrade(stream, refusal ?? 400)
    }

    ;(stream as Partial<Socket>).setTimeout?.(0)
    const socket = new ClientSocket(stream, response, head, limits)
    const claim = parseClaim(query)
    const { networkId, peerId } = claim.ok ? claim.value : { networkId: '', peerId: '' }
    const applicant = { networkId, peerId, address, host: askedHost(request, trustProxy), nonce: newNonce() }
    const seat = new Seat(socket, applicant, gate)
    this.#waiting.add(seat)
    this.#sockets++
    this.#perAddress.set(address, (this.#perAddress.get(address) ?? 0) + 1)
    if (claim.ok) gate.challenge(seat, applicant)
    else gate.refuse(seat, claim.error.message)
  }

  leave(seat: Seat): void {
    this.#waiting.delete(seat)
    this.#sockets--
    const left = (this.#perAddress.get(seat.address) ?? 1) - 1
    if (left > 0) this.#perAddress.set(seat.address, left)
    else this.#perAddress.delete(seat.address)
  }

  #refusal(request: IncomingMessage, address: string): RefusalStatus | undefined {
    const { limits, origins } = this.#o
    if (this.#isShut || this.#sockets >= limits.totalSockets) return 503
    if (!isAllowedOrigin(request, origins)) return 403
    const isBusy = (this.#perAddress.get(address) ?? 0) >= limits.addressSockets
    return isBusy || !this.#connects.take(address) ? 429 : undefined
  }
}

function parseClaim(query: URLSearchParams): Result<{ networkId: string; peerId: string }, Failure> {
  const networkId = query.get('key')
  const peerId = query.get('id')
  if (!isNetworkId(networkId)) return fail('KEY', 'key must be the network id: 64 lower-case hex digits.')
  if (peerId === null || !isPeerId(peerId)) return fail('ID', 'id must be an Ed25519 PeerId (12D3KooW…).')
  return ok({ networkId, peerId: copyOf(peerId) })
}

/** A text of its own: a part of the request's address would keep all of it in memory. */
const copyOf = (ascii: string): string => Buffer.from(ascii, 'latin1').toString('latin1')
