import { type ClientOptions, WebSocket } from 'ws'

export const NETWORK_A = 'a'.repeat(64)
export const NETWORK_B = 'b'.repeat(64)

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** A different PeerId for every `n` below 58³. */
export function testPeerId(n: number): string {
  const digits = [n / 58 ** 2, n / 58, n].map(digit => BASE58[Math.floor(digit) % 58])
  return `12D3KooW${'x'.repeat(41)}${digits.join('')}`
}

export interface ServerMessage {
  readonly type: string
  readonly src?: string
  readonly dst?: string
  readonly payload?: { readonly [key: string]: unknown }
}

/** Speaks to the server as PeerJS does, over a real WebSocket, and keeps every message that it receives. */
export class TestClient {
  readonly received: ServerMessage[] = []
  closed: { code: number; reason: string } | undefined
  /** The HTTP status of a refused upgrade. */
  refused: number | undefined
  readonly socket: WebSocket
  #changed = () => {}

  constructor(
    port: number,
    readonly peerId: string,
    { networkId = NETWORK_A, token = 'secret', options = {} as ClientOptions } = {},
  ) {
    const query = new URLSearchParams({ key: networkId, id: peerId, token, version: '1.5.5' })
    this.socket = new WebSocket(`ws://127.0.0.1:${port}/signal/peerjs?${query}`, options)
    this.socket.on('message', data => {
      this.received.push(JSON.parse(String(data)) as ServerMessage)
      this.#changed()
    })
    this.socket.on('close', (code, reason) => {
      this.closed = { code, reason: String(reason) }
      this.#changed()
    })
    this.socket.on('unexpected-response', (_, response) => {
      this.refused = response.statusCode
      this.#changed()
    })
    this.socket.on('error', () => this.#changed())
  }

  /** Waits until this client's state satisfies `condition`; the test's own timeout is the deadline. */
  async until(condition: (client: this) => boolean): Promise<this> {
    while (!condition(this)) await new Promise<void>(resolve => (this.#changed = resolve))
    return this
  }

  async message(type: string): Promise<ServerMessage> {
    await this.until(({ received }) => received.some(message => message.type === type))
    return this.received.find(message => message.type === type) as ServerMessage
  }

  async opened(): Promise<this> {
    await this.message('OPEN')
    return this
  }

  async gone(): Promise<{ code: number; reason: string }> {
    await this.until(({ closed }) => closed !== undefined)
    return this.closed as { code: number; reason: string }
  }

  send(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message))
  }

  /**
   * Resolves when the server has handled all that this client sent: an offer to an absent peer is answered in
   * order. It costs rate.
   */
  async flushed(): Promise<void> {
    const absent = testPeerId(58 ** 3 - 1)
    const before = this.received.filter(({ src }) => src === absent).length
    this.send({ type: 'OFFER', dst: absent, payload: {} })
    await this.until(({ received }) => received.filter(({ src }) => src === absent).length > before)
  }
}
