import { bytesToHex } from '#lib/bytes.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { claimBytes, isNonce, type SignalingClaim } from '#lib/signaling-proof.ts'
import type {
  LinkCommand,
  LinkEvent,
  ReachReport,
  SignalingAddress,
  SignalingStatus,
} from '../link-messages.ts'
import { DIAL_CODES, NetworkError } from '../network.ts'

/** An open data channel: bytes go through `port`, see `LinkFrame`. */
export interface OpenChannel {
  readonly port: MessagePort
  readonly maxMessageBytes: number
}

export interface PageLinksHandlers {
  onSignaling(status: SignalingStatus, server: number, reason: string | undefined): void
  /** New dials use so many STUN and TURN servers. */
  onIceServers(count: number): void
  onIncoming(peerId: string, channel: OpenChannel): void
  onWake(reason: string): void
  /** Signs with the key of the own peer id. */
  sign(bytes: Uint8Array): Promise<Uint8Array>
}

interface PendingDial {
  /** The page's offer, for a dial without the server. */
  onOffer?(sdp: string): void
  resolve(channel: OpenChannel): void
  reject(error: Error): void
}

/** The worker's end of the page's peer host: requests channels and receives incoming ones. */
export class PageLinks {
  readonly #port: MessagePort
  readonly #handlers: PageLinksHandlers
  readonly #dials = new Map<number, PendingDial>()
  readonly #probes = new Map<number, (report: ReachReport) => void>()
  readonly #answers = new Map<number, (sdp: string | undefined) => void>()
  #lastDial = 0
  #lastProbe = 0
  /** By the index of the server. */
  #claims: readonly Omit<SignalingClaim, 'nonce'>[] = []

  constructor(port: MessagePort, handlers: PageLinksHandlers) {
    this.#port = port
    this.#handlers = handlers
    port.onmessage = ({ data }: MessageEvent<LinkEvent>) => this.#onEvent(data)
  }

  open(peerId: PeerId, signaling: readonly SignalingAddress[]): void {
    this.#claims = signaling.map(({ host, networkId }) => ({ host, networkId, peerId }))
    this.#post({ type: 'open', peerId, signaling })
    this.#post({ type: 'accept-inbound', accept: true })
  }

  /**
   * Dials with the help of the signaling server. Rejects with a {@link NetworkError} when the peer cannot be
   * reached, and with the signal's reason when it aborts.
   */
  dial(peerId: PeerId, timeoutMs: number, signal: AbortSignal): Promise<OpenChannel> {
    return this.#open(signal, dialId => this.#post({ type: 'dial', dialId, peerId, timeoutMs }))
  }

  /** The same without the server: `introduce` brings the offer to the peer and resolves to its answer. */
  dialThrough(
    peerId: PeerId,
    timeoutMs: number,
    signal: AbortSignal,
    introduce: (offer: string) => Promise<string>,
  ): Promise<OpenChannel> {
    return this.#open(
      signal,
      dialId => this.#post({ type: 'make-offer', dialId, peerId, timeoutMs }),
      introduce,
    )
  }

  /**
   * The page's answer to a peer's offer; undefined if it has none. The link is reported as incoming.
   * `isPatient` if the answer travels by hand.
   */
  answer(peerId: PeerId, sdp: string, timeoutMs: number, isPatient = false): Promise<string | undefined> {
    const answerId = ++this.#lastDial
    return new Promise(resolve => {
      this.#answers.set(answerId, resolve)
      this.#post({ type: 'make-answer', answerId, peerId, sdp, timeoutMs, isPatient })
    })
  }

  #open(
    signal: AbortSignal,
    begin: (dialId: number) => void,
    introduce?: (offer: string) => Promise<string>,
  ): Promise<OpenChannel> {
    const dialId = ++this.#lastDial
    return new Promise((resolve, reject) => {
      const abort = (reason: unknown) => {
        settle()
        this.#post({ type: 'abort', dialId })
        reject(reason)
      }
      const onAbort = () => abort(signal.reason)
      if (signal.aborted) return reject(signal.reason)
      signal.addEventListener('abort', onAbort, { once: true })
      const settle = () => {
        signal.removeEventListener('abort', onAbort)
        this.#dials.delete(dialId)
      }
      this.#dials.set(dialId, {
        onOffer: offer =>
          introduce?.(offer).then(sdp => this.#post({ type: 'take-answer', dialId, sdp }), abort),
        resolve: channel => {
          settle()
          resolve(channel)
        },
        reject: error => {
          settle()
          reject(error)
        },
      })
      begin(dialId)
    })
  }

  /** Rejects with the signal's reason if the page has not answered by then. */
  probe(signal: AbortSignal): Promise<ReachReport> {
    const probeId = ++this.#lastProbe
    return new Promise((resolve, reject) => {
      const settle = () => this.#probes.delete(probeId)
      signal.addEventListener('abort', () => settle() && reject(signal.reason), { once: true })
      this.#probes.set(probeId, report => settle() && resolve(report))
      this.#post({ type: 'probe', probeId })
    })
  }

  close(): void {
    this.#post({ type: 'close' })
    for (const dial of this.#dials.values())
      dial.reject(new NetworkError('NETWORK_NOT_RUNNING', 'the network stopped'))
    for (const resolve of this.#answers.values()) resolve(undefined)
    this.#answers.clear()
  }

  #onEvent(event: LinkEvent): void {
    switch (event.type) {
      case 'signaling':
        return this.#handlers.onSignaling(event.status, event.server, event.reason)
      case 'wake':
        return this.#handlers.onWake(event.reason)
      case 'challenge':
        return void this.#prove(event.server, event.nonce)
      case 'incoming':
        return this.#handlers.onIncoming(event.peerId, event)
      case 'dialled': {
        const dial = this.#dials.get(event.dialId)
        if (dial) dial.resolve(event)
        // The dial was aborted in the meantime.
        else event.port.postMessage({ type: 'close', reason: 'the dial was aborted' })
        return
      }
      case 'offer':
        return this.#dials.get(event.dialId)?.onOffer?.(event.sdp)
      case 'answer':
        this.#answers.get(event.answerId)?.(event.sdp)
        this.#answers.delete(event.answerId)
        return
      case 'dial-failed':
        return this.#dials.get(event.dialId)?.reject(dialError(event.code, event.message))
      case 'ice-servers':
        return this.#handlers.onIceServers(event.count)
      case 'probed':
        return this.#probes.get(event.probeId)?.(event.report)
    }
  }

  /** Signs only a claim of the own id at the server that this node asked for. */
  async #prove(server: number, nonce: string): Promise<void> {
    const claim = this.#claims[server]
    if (!claim || !isNonce(nonce)) return
    const signature = await this.#handlers.sign(claimBytes({ ...claim, nonce }))
    this.#post({ type: 'proof', server, nonce, host: claim.host, signature: bytesToHex(signature) })
  }

  #post(command: LinkCommand): void {
    this.#port.postMessage(command)
  }
}

function dialError(code: string, message: string): NetworkError {
  const known = DIAL_CODES.find(one => one === code)
  return known ? new NetworkError(known, message) : new NetworkError('DIAL_FAILED', `${code}: ${message}`)
}
