import { bytesToHex } from '#lib/bytes.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { claimBytes, isNonce, type SignalingClaim } from '#lib/signaling-proof.ts'
import type { IceServer, LinkCommand, LinkEvent, SignalingAddress } from '../link-messages.ts'
import { NetworkError } from '../network.ts'

/** An open data channel: bytes go through `port`, see `LinkFrame`. */
export interface OpenChannel {
  readonly port: MessagePort
  readonly maxMessageBytes: number
}

export interface PageLinksHandlers {
  onSignaling(status: 'connecting' | 'online' | 'offline', reason: string | undefined): void
  onIncoming(peerId: string, channel: OpenChannel): void
  onWake(reason: string): void
  /** Signs with the key of the own peer id. */
  sign(bytes: Uint8Array): Promise<Uint8Array>
}

interface PendingDial {
  resolve(channel: OpenChannel): void
  reject(error: Error): void
}

/** The worker's end of the page's peer host: requests channels and receives incoming ones. */
export class PageLinks {
  readonly #port: MessagePort
  readonly #handlers: PageLinksHandlers
  readonly #dials = new Map<number, PendingDial>()
  #lastDial = 0
  #claim: Omit<SignalingClaim, 'nonce'> | undefined

  constructor(port: MessagePort, handlers: PageLinksHandlers) {
    this.#port = port
    this.#handlers = handlers
    port.onmessage = ({ data }: MessageEvent<LinkEvent>) => this.#onEvent(data)
  }

  open(peerId: PeerId, signaling: SignalingAddress, iceServers: readonly IceServer[]): void {
    this.#claim = { host: signaling.host, networkId: signaling.networkId, peerId }
    this.#post({ type: 'open', peerId, signaling, iceServers })
    this.#post({ type: 'accept-inbound', accept: true })
  }

  /**
   * Rejects with a {@link NetworkError} when the peer cannot be reached, and with the signal's reason when it
   * aborts.
   */
  dial(peerId: PeerId, timeoutMs: number, signal: AbortSignal): Promise<OpenChannel> {
    const dialId = ++this.#lastDial
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        this.#dials.delete(dialId)
        this.#post({ type: 'abort', dialId })
        reject(signal.reason)
      }
      if (signal.aborted) return reject(signal.reason)
      signal.addEventListener('abort', onAbort, { once: true })
      const settle = () => {
        signal.removeEventListener('abort', onAbort)
        this.#dials.delete(dialId)
      }
      this.#dials.set(dialId, {
        resolve: channel => {
          settle()
          resolve(channel)
        },
        reject: error => {
          settle()
          reject(error)
        },
      })
      this.#post({ type: 'dial', dialId, peerId, timeoutMs })
    })
  }

  close(): void {
    this.#post({ type: 'close' })
    for (const dial of this.#dials.values())
      dial.reject(new NetworkError('NETWORK_NOT_RUNNING', 'the network stopped'))
  }

  #onEvent(event: LinkEvent): void {
    switch (event.type) {
      case 'signaling':
        return this.#handlers.onSignaling(event.status, event.reason)
      case 'wake':
        return this.#handlers.onWake(event.reason)
      case 'challenge':
        return void this.#prove(event.nonce)
      case 'incoming':
        return this.#handlers.onIncoming(event.peerId, event)
      case 'dialled': {
        const dial = this.#dials.get(event.dialId)
        if (dial) dial.resolve(event)
        // The dial was aborted in the meantime.
        else event.port.postMessage({ type: 'close', reason: 'the dial was aborted' })
        return
      }
      case 'dial-failed':
        this.#dials
          .get(event.dialId)
          ?.reject(new NetworkError('DIAL_FAILED', `${event.code}: ${event.message}`))
        return
    }
  }

  /** Signs only a claim of the own id at the server that this node asked for. */
  async #prove(nonce: string): Promise<void> {
    if (!this.#claim || !isNonce(nonce)) return
    const signature = await this.#handlers.sign(claimBytes({ ...this.#claim, nonce }))
    this.#post({ type: 'proof', nonce, host: this.#claim.host, signature: bytesToHex(signature) })
  }

  #post(command: LinkCommand): void {
    this.#port.postMessage(command)
  }
}
