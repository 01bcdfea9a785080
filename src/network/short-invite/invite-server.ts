import type { NetworkId } from '#chain/ids.ts'
import type { Clock } from '#lib/clock.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { withDeadline } from '#lib/timeout-signal.ts'
import { INVITE_SERVER_TIMEOUT_MS, MAX_INVITE_ANSWER_BYTES } from './limits.ts'

/** Why a short link or a code does not lead to a network. */
export type ShortInviteCode =
  | 'INVITE_CODE_UNKNOWN'
  | 'INVITE_CODE_EXPIRED'
  | 'INVITE_TRIES'
  | 'INVITE_NETWORK_UNKNOWN'
  | 'INVITE_SERVER'

export interface InviteServerOptions {
  /** The base URL of the signaling server; ends with a slash. */
  readonly url: string
  readonly fetch: typeof globalThis.fetch
  readonly clock: Clock
}

/** Where other machines open the app; `reason` says why there is no such address. */
export interface Addresses {
  readonly urls: readonly string[]
  readonly reason: 'loopback' | 'http' | undefined
}

interface Answer {
  readonly status: number
  readonly bytes: Uint8Array<ArrayBuffer>
}

/**
 * What a signaling server does for invites. It is not trusted: whoever asks it for parameters checks them
 * against the id of the network, and a code is only a way to that id, which the person is asked about. It
 * shares no module with the node, because it is loaded later and by itself.
 */
export class InviteServer {
  constructor(private readonly options: InviteServerOptions) {}

  /** The encoded parameters of a network, from its tabs, unchecked. */
  async genesis(networkId: NetworkId): Promise<Result<Uint8Array, Failure<ShortInviteCode>>> {
    const answer = await this.#ask(`networks/${networkId}/genesis`)
    if (answer?.status === 404) {
      return fail(
        'INVITE_NETWORK_UNKNOWN',
        `no tab of this network is connected to ${this.#host}; ask whoever invited you to open one, or for the full link`,
      )
    }
    return answer?.status === 200 ? ok(answer.bytes) : this.#failed(answer)
  }

  /** The network for which a code stands at this server now. */
  async networkOfCode(code: string): Promise<Result<NetworkId, Failure<ShortInviteCode>>> {
    const answer = await this.#ask(`codes/${code}`)
    switch (answer?.status) {
      case 404:
        return fail(
          'INVITE_CODE_UNKNOWN',
          `${this.#host} does not know the code ${code}; check its letters and that you are at the address beside it`,
        )
      case 410:
        return fail('INVITE_CODE_EXPIRED', `the code ${code} has expired; ask for the one that is shown now`)
      case 200: {
        const { networkId } = await fieldsOf(answer)
        if (typeof networkId === 'string' && /^[0-9a-f]{64}$/.test(networkId))
          return ok(networkId as NetworkId)
      }
    }
    return this.#failed(answer)
  }

  /** Hands the encoded parameters of this tab's network to the server; whether it has them now. */
  async offer(networkId: NetworkId, genesis: Uint8Array): Promise<boolean> {
    const body = genesis as Uint8Array<ArrayBuffer>
    const answer = await this.#ask(`networks/${networkId}/genesis`, { method: 'PUT', body })
    return answer?.status === 204
  }

  /** The network's code, and for how long it is valid; undefined if the server gives none. */
  async renewCode(networkId: NetworkId): Promise<{ code: string; expiresInMs: number } | undefined> {
    const answer = await this.#ask(`networks/${networkId}/code`, { method: 'POST' })
    const { code, expiresInMs } = await fieldsOf(answer)
    const isCode = typeof code === 'string' && /^[0-9A-Z]{6}$/.test(code)
    return isCode && Number.isSafeInteger(expiresInMs)
      ? { code, expiresInMs: expiresInMs as number }
      : undefined
  }

  /** What the server tells its own page at a loopback address. */
  async addresses(): Promise<Addresses> {
    const answer = await this.#ask('addresses')
    const { urls, reason } = await fieldsOf(answer)
    return {
      urls: Array.isArray(urls) ? urls.filter(isAppUrl).slice(0, 4) : [],
      reason: reason === 'loopback' || reason === 'http' ? reason : undefined,
    }
  }

  get #host(): string {
    const { url } = this.options
    return URL.canParse(url) ? new URL(url).host : url
  }

  #failed(answer: Answer | undefined): Result<never, Failure<ShortInviteCode>> {
    return answer?.status === 429
      ? fail('INVITE_TRIES', `${this.#host} had too many tries; wait a minute, or ask for the link`)
      : fail(
          'INVITE_SERVER',
          `${this.#host} does not answer for this invite; try later, or ask for the full link`,
        )
  }

  /** Undefined if the server cannot be reached, is too slow, or sends more than any honest one. */
  async #ask(path: string, init: RequestInit = {}): Promise<Answer | undefined> {
    const { url, fetch, clock } = this.options
    try {
      return await withDeadline(clock, INVITE_SERVER_TIMEOUT_MS, [], async signal => {
        const response = await fetch(new URL(path, url), { ...init, signal, cache: 'no-store' })
        return { status: response.status, bytes: await bytesOf(response) }
      })
    } catch {
      return undefined
    }
  }
}

/** The answer in JSON, as an object of unknown fields; empty if it is an error or anything else. */
async function fieldsOf(answer: Answer | undefined): Promise<Readonly<Record<string, unknown>>> {
  if (answer?.status !== 200) return {}
  const value: unknown = await new Response(answer.bytes).json().catch(() => undefined)
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

const isAppUrl = (url: unknown): url is string =>
  typeof url === 'string' && /^https?:\/\/[^\s/]{1,255}\/$/.test(url) && URL.canParse(url)

/** The body, unless it is longer than any honest one. */
async function bytesOf(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(MAX_INVITE_ANSWER_BYTES)
  const reader = response.body?.getReader()
  let size = 0
  for (;;) {
    const part = await reader?.read()
    if (!part || part.done) return bytes.slice(0, size)
    if (size + part.value.length > bytes.length) {
      await reader?.cancel()
      throw new Error('the answer is too long')
    }
    bytes.set(part.value, size)
    size += part.value.length
  }
}
