import type { Cancel, Clock } from '#lib/clock.ts'
import { isPeerId, type PeerId } from '#lib/peer-id.ts'
import type { Random } from '#lib/random.ts'
import {
  INTRODUCTIONS_LIMIT,
  INTRODUCTIONS_SETTLED_MS,
  INTRODUCTIONS_TIMEOUT_MS,
  INTRODUCTIONS_WANTED_MS,
  MAX_INTRODUCTIONS_BYTES,
} from './limits.ts'
import { type SignalingAddress, signalingUrl } from './link-messages.ts'

export interface IntroductionsOptions {
  /** The server in use. */
  readonly signaling: () => SignalingAddress
  readonly fetch: typeof globalThis.fetch
  readonly clock: Clock
  readonly random: Random
  /** Does the node need links? Then it asks more often. */
  readonly wantsLinks: () => boolean
  readonly onPeers: (peerIds: readonly PeerId[]) => void
  readonly onFailure: (message: string) => void
}

/** The URL where the server lists at most ten random peers of a network. */
export function introductionsUrl(address: SignalingAddress): string {
  return `${signalingUrl(address)}networks/${address.networkId}/peers?limit=${INTRODUCTIONS_LIMIT}`
}

/**
 * Asks the signaling server for peers of the network: on `ask`, and from time to time even when the node has
 * all its links, so that two separate halves of a network find each other. The node runs on without the
 * server.
 */
export class Introductions {
  readonly #options: IntroductionsOptions
  #cancel: Cancel | undefined
  #asking: AbortController | undefined
  #running = false
  #failing = false

  constructor(options: IntroductionsOptions) {
    this.#options = options
  }

  start(): void {
    this.#running = true
    this.ask()
  }

  stop(): void {
    this.#running = false
    this.#cancel?.()
    this.#asking?.abort(new Error('the network stopped'))
  }

  /** The last request failed. */
  get failing(): boolean {
    return this.#failing
  }

  /** Asks now; a request that is open is kept unless it is asked `anew`: it may wait on a dead connection. */
  ask(anew = false): void {
    if (!this.#running || (this.#asking && !anew)) return
    this.#cancel?.()
    this.#asking?.abort(new Error('it is asked anew'))
    const asking = new AbortController()
    this.#asking = asking
    const cancelTimeout = this.#options.clock.after(INTRODUCTIONS_TIMEOUT_MS, () =>
      asking.abort(new Error(`no answer within ${INTRODUCTIONS_TIMEOUT_MS} ms`)),
    )
    fetchPeers(this.#options, asking.signal)
      .then(
        peers => this.#settled(asking, () => this.#options.onPeers(peers)),
        error =>
          this.#settled(asking, () => {
            this.#failing = true
            this.#options.onFailure(error instanceof Error ? error.message : String(error))
          }),
      )
      .finally(cancelTimeout)
  }

  /** Only the latest request counts. */
  #settled(asking: AbortController, report: () => void): void {
    if (this.#asking !== asking) return
    this.#asking = undefined
    this.#failing = false
    report()
    this.#schedule()
  }

  #schedule(): void {
    if (!this.#running) return
    const { clock, random, wantsLinks } = this.#options
    const pause = wantsLinks() ? INTRODUCTIONS_WANTED_MS : INTRODUCTIONS_SETTLED_MS
    this.#cancel = clock.after(pause / 2 + random.below(pause), () => this.ask())
  }
}

async function fetchPeers(
  { fetch, signaling }: IntroductionsOptions,
  signal: AbortSignal,
): Promise<PeerId[]> {
  const response = await fetch(introductionsUrl(signaling()), { signal, cache: 'no-store' })
  if (!response.ok) throw new Error(`the signaling server answered ${response.status}`)
  const answer: unknown = JSON.parse(await textOf(response))
  const peers = typeof answer === 'object' && answer !== null && 'peers' in answer ? answer.peers : undefined
  if (!Array.isArray(peers)) throw new Error('the signaling server did not answer with a list of peers')
  return peers
    .slice(0, INTRODUCTIONS_LIMIT)
    .filter((peer): peer is PeerId => typeof peer === 'string' && isPeerId(peer))
}

/** The body as text. Throws if it is longer than any honest answer. */
async function textOf(response: Response): Promise<string> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (let size = 0; reader; ) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.length
    if (size > MAX_INTRODUCTIONS_BYTES) {
      await reader.cancel()
      throw new Error(`the signaling server answered more than ${MAX_INTRODUCTIONS_BYTES} bytes`)
    }
    text += decoder.decode(value, { stream: true })
  }
  return text
}
