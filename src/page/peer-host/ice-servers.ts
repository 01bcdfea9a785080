import type { IceServer } from '#network/link-messages.ts'
import { readIceServers } from './read-ice-servers.ts'

/** How long the first dial waits for the list: tabs of one local network may link without it. */
const FIRST_WAIT_MS = 1_500
/** A server that has not answered by then is asked again. */
const ANSWER_TIMEOUT_MS = 8_000
/** The first pause after a failure; it doubles up to the longest. */
const RETRY_FIRST_MS = 1_000
const RETRY_LONGEST_MS = 30_000
/** Credentials are renewed after this part of their lifetime, so that a dial never starts with old ones. */
const RENEW_AFTER = 0.75

export interface IceServersOptions {
  /** The address that answers with the list. */
  readonly url: string
  readonly fetch: typeof globalThis.fetch
  readonly after: (delayMs: number, task: () => void) => () => void
  /** The list became known or changed; or, with a reason, it is still unknown. */
  readonly onChange: (servers: readonly IceServer[] | undefined, reason?: string) => void
}

/**
 * The STUN and TURN servers that the signaling server lists, as of now. It asks until it has an answer, again
 * before credentials expire, and whenever `ask` is called. A failure keeps the last list.
 */
export class IceServers {
  readonly #o: IceServersOptions
  #servers: readonly IceServer[] | undefined
  #failures = 0
  #asking: AbortController | undefined
  #cancelNext: (() => void) | undefined
  #closed = false
  #first: () => void = () => {}
  /** Resolves at the first answer, or when a dial should not wait any longer. */
  readonly first: Promise<void>

  constructor(options: IceServersOptions) {
    this.#o = options
    this.first = new Promise(resolve => {
      const cancel = options.after(FIRST_WAIT_MS, resolve)
      this.#first = () => {
        cancel()
        resolve()
      }
    })
    this.ask()
  }

  /** Undefined until the server has answered. */
  get known(): readonly IceServer[] | undefined {
    return this.#servers
  }

  /** Empty while nothing is known. */
  get list(): readonly IceServer[] {
    return this.#servers ?? []
  }

  /** Asks now; a request that is open is given up, because it may wait on a dead connection. */
  ask(): void {
    if (this.#closed) return
    this.#asking?.abort()
    this.#cancelNext?.()
    const asking = new AbortController()
    this.#asking = asking
    const cancelTimeout = this.#o.after(ANSWER_TIMEOUT_MS, () => asking.abort())
    void this.#fetch(asking.signal).finally(cancelTimeout)
  }

  close(): void {
    this.#closed = true
    this.#asking?.abort()
    this.#cancelNext?.()
    this.#first()
  }

  async #fetch(signal: AbortSignal): Promise<void> {
    try {
      const response = await this.#o.fetch(this.#o.url, { signal, cache: 'no-store' })
      if (!response.ok) throw new Error(`the signaling server answered ${response.status}`)
      const answer = readIceServers(await response.json())
      if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`)
      if (this.#isCurrent(signal)) this.#answered(answer.value.servers, answer.value.expiresInMs)
    } catch (error) {
      if (this.#isCurrent(signal)) this.#failed(error instanceof Error ? error.message : String(error))
    }
  }

  #isCurrent(signal: AbortSignal): boolean {
    return !this.#closed && this.#asking?.signal === signal
  }

  #answered(servers: readonly IceServer[], expiresInMs: number | undefined): void {
    this.#failures = 0
    this.#servers = servers
    this.#first()
    this.#o.onChange(servers)
    if (expiresInMs !== undefined) this.#askAfter(expiresInMs * RENEW_AFTER)
  }

  #failed(reason: string): void {
    this.#o.onChange(this.#servers, reason)
    this.#askAfter(Math.min(RETRY_LONGEST_MS, RETRY_FIRST_MS * 2 ** this.#failures++))
  }

  #askAfter(delayMs: number): void {
    this.#cancelNext = this.#o.after(delayMs, () => this.ask())
  }
}
