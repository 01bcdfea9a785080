import { randomInt } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { readJoinCode } from '#lib/join-code.ts'
import { TokenBucket } from '#lib/token-bucket.ts'
import { isNetworkId } from '../ids.ts'
import { RateLimiter } from '../rate-limiter.ts'
import type { AddressesAnswer } from './addresses.ts'
import { Codes } from './codes.ts'
import { Geneses } from './geneses.ts'
import type { InviteLimits } from './limits.ts'
import { readBody } from './read-body.ts'

const NETWORK = /^\/networks\/([^/]+)\/(genesis|code)$/
const CODE = /^\/codes\/([^/]{1,64})$/

export interface InvitesOptions {
  readonly limits: InviteLimits
  readonly clock: { now(): number }
  /** Whether a tab of this network is connected. */
  readonly isPresent: (networkId: string) => boolean
  /** Where other machines open the app, for the tab that asks. */
  readonly addresses: (request: IncomingMessage) => AddressesAnswer
  /** The address to which limits apply. */
  readonly addressOf: (request: IncomingMessage) => string
  /** The addresses whose rates are remembered. */
  readonly rememberedAddresses: number
}

/** An answer: a status, and an object or bytes, or an error. */
interface Answer {
  readonly status: number
  readonly body?: object | Buffer
}

const failed = (status: number, code: string, message: string): Answer => ({
  status,
  body: { error: { code, message } },
})

/**
 * What the server does for invites: it keeps the parameters of networks for short links, hands out join codes
 * and resolves them, and names the addresses of this machine. All of it is in memory and bounded.
 */
export class InvitesApi {
  readonly #geneses: Geneses
  readonly #codes: Codes
  readonly #offers: RateLimiter
  readonly #tries: RateLimiter
  readonly #allTries: TokenBucket

  constructor(private readonly options: InvitesOptions) {
    const { limits, clock, rememberedAddresses } = options
    this.#geneses = new Geneses(options)
    this.#codes = new Codes({ limits, clock, below: bound => randomInt(bound) })
    this.#offers = new RateLimiter(limits.addressOffers, rememberedAddresses, clock)
    this.#tries = new RateLimiter(limits.addressTries, rememberedAddresses, clock)
    this.#allTries = new TokenBucket(limits.allTries, clock)
  }

  /** To be called from time to time. */
  sweep(): void {
    this.#geneses.sweep()
  }

  /** Answers the requests for invites; false for any other. `pathname` is the part after the base path. */
  handle(request: IncomingMessage, response: ServerResponse, pathname: string): boolean {
    const answer = this.#route(request, pathname)
    if (!answer) return false
    void Promise.resolve(answer).then(
      given => send(response, given),
      // The client went away in the middle of its request.
      () => response.destroy(),
    )
    return true
  }

  #route(request: IncomingMessage, pathname: string): Answer | Promise<Answer> | undefined {
    const method = request.method === 'HEAD' ? 'GET' : request.method
    const code = CODE.exec(pathname)?.[1]
    if (code !== undefined && method === 'GET') return this.#resolve(request, code)
    if (pathname === '/addresses' && method === 'GET')
      return { status: 200, body: this.options.addresses(request) }

    const [, networkId, what] = NETWORK.exec(pathname) ?? []
    if (networkId === undefined) return undefined
    if (!isNetworkId(networkId))
      return failed(400, 'NETWORK_ID', 'The network id must be 64 lower-case hex digits.')
    if (what === 'genesis' && method === 'GET') return this.#genesis(networkId)
    const isOffer = (what === 'genesis' && method === 'PUT') || (what === 'code' && method === 'POST')
    if (!isOffer) return undefined
    if (!this.#offers.take(this.options.addressOf(request))) return tooMany()
    return what === 'genesis' ? this.#keep(request, networkId) : this.#renewCode(networkId)
  }

  #genesis(networkId: string): Answer {
    const body = this.#geneses.get(networkId)
    return body ? { status: 200, body } : unknownNetwork()
  }

  async #keep(request: IncomingMessage, networkId: string): Promise<Answer> {
    const { genesisBytes } = this.options.limits
    const bytes = await readBody(request, genesisBytes)
    if (!bytes) return failed(413, 'GENESIS_SIZE', `The parameters have more than ${genesisBytes} bytes.`)
    switch (this.#geneses.offer(networkId, bytes)) {
      case 'kept':
        return { status: 204 }
      case 'wrong':
        return failed(400, 'GENESIS_HASH', 'The network id is not the SHA-256 of these parameters.')
      case 'absent':
        return failed(404, 'NETWORK_ABSENT', 'No tab of this network is connected here.')
    }
  }

  #renewCode(networkId: string): Answer {
    // A code that leads to nothing would only waste a person's time.
    if (!this.#geneses.get(networkId) || !this.options.isPresent(networkId)) return unknownNetwork()
    const renewed = this.#codes.renew(networkId)
    return renewed
      ? { status: 200, body: renewed }
      : failed(503, 'CODES_FULL', 'All codes are in use; use the link.')
  }

  #resolve(request: IncomingMessage, text: string): Answer {
    if (!this.#tries.take(this.options.addressOf(request)) || !this.#allTries.take()) return tooMany()
    const found = this.#codes.find(readJoinCode(text) ?? '')
    if (typeof found === 'object') return { status: 200, body: found }
    return found === 'expired'
      ? failed(410, 'CODE_EXPIRED', 'This code has expired; ask for a new one.')
      : failed(404, 'CODE_UNKNOWN', 'This code is unknown here; check it, or ask for the link.')
  }
}

const unknownNetwork = () =>
  failed(404, 'NETWORK_UNKNOWN', 'The parameters of this network are not known here; ask for the full link.')
const tooMany = () => failed(429, 'TRIES', 'Too many tries; wait a minute, or use the link.')

function send(response: ServerResponse, { status, body }: Answer): void {
  const isBytes = Buffer.isBuffer(body)
  if (status === 429) response.setHeader('Retry-After', '60')
  // The rest of a body that is too large is not worth reading.
  if (status === 413) response.setHeader('Connection', 'close')
  if (body) response.setHeader('Content-Type', isBytes ? 'application/octet-stream' : 'application/json')
  response.writeHead(status)
  response.end(isBytes ? body : body && JSON.stringify(body))
}
