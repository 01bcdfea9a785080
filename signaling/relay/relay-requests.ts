import { limitedAddress } from '../ip-address.ts'
import {
  ATTRIBUTE,
  type Attribute,
  addressAttribute,
  addressOf,
  errorAttribute,
  numberAttribute,
  numberOf,
  textAttribute,
  valueIn,
} from '../stun/attributes.ts'
import { refuseUnknown } from '../stun/binding.ts'
import { encodeMessage, METHOD, type MessageContent, type StunMessage } from '../stun/message.ts'
import type { StunClient } from '../stun/responder.ts'
import { Allocation, isChannelNumber } from './allocation.ts'
import type { Allocations } from './allocations.ts'
import type { Budgets } from './budgets.ts'
import { REALM, type TabCredentials } from './credentials.ts'
import type { RelayLimits } from './limits.ts'
import { Nonces } from './nonces.ts'
import { isRelayed, RELAYED_ADDRESS } from './relayed-address.ts'

const REASONS = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  437: 'Allocation Mismatch',
  438: 'Stale Nonce',
  440: 'Address Family not Supported',
  441: 'Wrong Credentials',
  442: 'Unsupported Transport Protocol',
  486: 'Allocation Quota Reached',
  508: 'Insufficient Capacity',
} as const

type ErrorCode = keyof typeof REASONS

/** The attributes of a success, or the code of an error. */
type Outcome = readonly Attribute[] | ErrorCode

interface Asked {
  readonly request: StunMessage
  readonly client: StunClient
  readonly allocation: Allocation | undefined
  readonly now: number
}

interface Proven {
  readonly username: string
  readonly key: Buffer
}

const UDP = 17
const IPV4 = 1

/** Answers the requests of TURN, from clients that prove their credentials (RFC 8489, section 9.2.4). */
export class RelayRequests {
  readonly #nonces: Nonces

  constructor(
    private readonly allocations: Allocations,
    private readonly budgets: Budgets,
    private readonly credentials: TabCredentials,
    private readonly limits: RelayLimits,
    private readonly clock: { now(): number },
  ) {
    this.#nonces = new Nonces(limits.nonceMs, clock)
  }

  answer(request: StunMessage, client: StunClient): Buffer | undefined {
    const handle = this.#handlers[request.method]
    if (!handle || request.kind !== 'request') return undefined
    const now = this.clock.now()
    const asked = { request, client, now, allocation: this.allocations.ofClient(client.id, now) }

    const proven = this.#authenticate(asked)
    if (typeof proven === 'number') return encodeMessage(failed(request, proven, this.#challenge(client)))
    const unknown = refuseUnknown(request)
    if (unknown) return encodeMessage(unknown, proven.key)
    const outcome = handle(asked, proven)
    const { method, transactionId } = request
    return encodeMessage(
      typeof outcome === 'number'
        ? failed(request, outcome)
        : { kind: 'success', method, transactionId, attributes: outcome },
      proven.key,
    )
  }

  readonly #handlers: Readonly<Record<number, (asked: Asked, proven: Proven) => Outcome>> = {
    [METHOD.allocate]: (asked, proven) => this.#allocate(asked, proven),
    [METHOD.refresh]: asked => this.#refresh(asked),
    [METHOD.createPermission]: asked => this.#createPermission(asked),
    [METHOD.channelBind]: asked => this.#bindChannel(asked),
  }

  /**
   * What an allocation was opened with stays good for it: a link that lives longer than the credentials is
   * not cut.
   */
  #authenticate({ request, client, allocation }: Asked): Proven | ErrorCode {
    if (!request.verify) return 401
    const [username, realm, nonce] = [ATTRIBUTE.username, ATTRIBUTE.realm, ATTRIBUTE.nonce].map(type =>
      valueIn(request, type)?.toString(),
    )
    if (username === undefined || realm === undefined || nonce === undefined) return 400
    if (!this.#nonces.isValid(nonce, client.id)) return 438
    const isOwn = allocation?.username === username
    const key = isOwn ? allocation.key : this.credentials.keyOf(username)
    if (!key || realm !== REALM || !request.verify(key)) return 401
    return allocation && !isOwn ? 441 : { username, key }
  }

  /** What a client needs to prove its credentials. */
  #challenge(client: StunClient): Attribute[] {
    return [
      textAttribute(ATTRIBUTE.realm, REALM),
      textAttribute(ATTRIBUTE.nonce, this.#nonces.issue(client.id)),
    ]
  }

  #allocate({ request, client, allocation: existing, now }: Asked, { username, key }: Proven): Outcome {
    if (existing)
      return existing.transactionId.equals(request.transactionId) ? this.#allocated(existing, now) : 437
    const transport = valueIn(request, ATTRIBUTE.requestedTransport)
    if (transport?.length !== 4) return 400
    if (transport[0] !== UDP) return 442
    const family = valueIn(request, ATTRIBUTE.requestedAddressFamily)
    if (family && family[0] !== IPV4) return 440

    const spender = { username, limitedAddress: limitedAddress(client.source.address) }
    const refusal =
      this.allocations.refusal(username, spender.limitedAddress) ??
      this.budgets.spend(spender, this.limits.allocationBytes)
    if (refusal !== 'spent') return refusal === 'tab' ? 486 : 508

    const { transactionId } = request
    const port = this.allocations.freePort()
    const allocation = new Allocation({ client, port, transactionId, key, ...spender }, this.limits)
    allocation.expiresAt = now + 1000 * this.#lifetime(request)
    this.allocations.add(allocation)
    return this.#allocated(allocation, now)
  }

  #allocated({ port, client, transactionId, expiresAt }: Allocation, now: number): Outcome {
    const relayed = { address: RELAYED_ADDRESS, port }
    return [
      addressAttribute(ATTRIBUTE.xorRelayedAddress, relayed, transactionId),
      numberAttribute(ATTRIBUTE.lifetime, Math.round((expiresAt - now) / 1000)),
      addressAttribute(ATTRIBUTE.xorMappedAddress, client.source, transactionId),
    ]
  }

  #refresh({ request, allocation, now }: Asked): Outcome {
    if (!allocation) return 437
    const seconds = this.#lifetime(request)
    allocation.expiresAt = now + 1000 * seconds
    if (seconds === 0) this.allocations.remove(allocation)
    return [numberAttribute(ATTRIBUTE.lifetime, seconds)]
  }

  /** At least the default, so that clients need not refresh often; 0 ends an allocation. */
  #lifetime(request: StunMessage): number {
    const asked = numberOf(valueIn(request, ATTRIBUTE.lifetime))
    if (asked === 0 && request.method === METHOD.refresh) return 0
    const { default: least, longest } = this.limits.lifetimeSeconds
    return Math.min(Math.max(asked ?? least, least), longest)
  }

  #createPermission({ request, allocation, now }: Asked): Outcome {
    if (!allocation) return 437
    const peers = request.attributes
      .filter(({ type }) => type === ATTRIBUTE.xorPeerAddress)
      .map(({ value }) => addressOf(value, request.transactionId))
    if (peers.length === 0 || peers.includes(undefined)) return 400
    if (!peers.every(isRelayed)) return 403
    allocation.permit(now)
    return []
  }

  #bindChannel({ request, allocation, now }: Asked): Outcome {
    if (!allocation) return 437
    const number = numberOf(valueIn(request, ATTRIBUTE.channelNumber))
    const peer = addressOf(valueIn(request, ATTRIBUTE.xorPeerAddress), request.transactionId)
    if (number === undefined || !isChannelNumber(number >>> 16) || !peer) return 400
    if (!isRelayed(peer) || !this.allocations.atPort(peer.port, now)) return 403
    return allocation.bind(number >>> 16, peer.port, now) ? [] : 400
  }
}

function failed(request: StunMessage, code: ErrorCode, more: readonly Attribute[] = []): MessageContent {
  const { method, transactionId } = request
  return { kind: 'error', method, transactionId, attributes: [errorAttribute(code, REASONS[code]), ...more] }
}
