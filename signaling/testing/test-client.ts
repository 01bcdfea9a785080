import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'
import { base58 } from '@scure/base'
import { type ClientOptions, WebSocket } from 'ws'
import { claimBytes } from '#lib/signaling-proof.ts'

export const NETWORK_A = 'a'.repeat(64)
export const NETWORK_B = 'b'.repeat(64)

/** The DER before the 32 bytes of an Ed25519 private key (RFC 8410, 7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')
/** What precedes the public key in a peer id. */
const PEER_ID = Buffer.from('002408011220', 'hex')

interface TestPeer {
  readonly peerId: string
  readonly key: KeyObject
}

const byNumber = new Map<number, TestPeer>()
const keys = new Map<string, KeyObject>()

/** The peer id of the `n`th key, below 2^32. */
export const testPeerId = (n: number): string => peerOf(n).peerId

function peerOf(n: number): TestPeer {
  const known = byNumber.get(n)
  if (known) return known
  const seed = Buffer.alloc(32)
  seed.writeUInt32BE(n)
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
  const raw = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32)
  const peer = { peerId: base58.encode(Buffer.concat([PEER_ID, raw])), key }
  byNumber.set(n, peer)
  keys.set(peer.peerId, key)
  return peer
}

export interface ServerMessage {
  readonly type: string
  readonly src?: string
  readonly dst?: string
  readonly payload?: { readonly [key: string]: unknown }
}

interface TestClientOptions {
  readonly networkId?: string
  /** `wrong`: by another key; `none`: the client does not answer the challenge. */
  readonly proof?: 'right' | 'wrong' | 'none'
  /** The host name that the proof is for. */
  readonly host?: string
  readonly options?: ClientOptions
}

/** Speaks to the server as a tab does, over a real WebSocket, and keeps every message after the challenge. */
export class TestClient {
  readonly received: ServerMessage[] = []
  closed: { code: number; reason: string } | undefined
  /** The HTTP status of a refused upgrade. */
  refused: number | undefined
  readonly socket: WebSocket
  readonly #o: TestClientOptions
  #changed = () => {}

  constructor(
    port: number,
    readonly peerId: string,
    options: TestClientOptions = {},
  ) {
    this.#o = options
    const { networkId = NETWORK_A } = options
    const query = new URLSearchParams({ key: networkId, id: peerId, token: 'unused', version: '1.5.5' })
    this.socket = new WebSocket(`ws://127.0.0.1:${port}/signal/peerjs?${query}`, options.options)
    this.socket.on('message', data => {
      const message = JSON.parse(String(data)) as ServerMessage
      if (message.type === 'CHALLENGE') this.#prove(String(message.payload?.nonce))
      else this.received.push(message)
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
    const absent = testPeerId(2 ** 32 - 1)
    const before = this.received.filter(({ src }) => src === absent).length
    this.send({ type: 'OFFER', dst: absent, payload: {} })
    await this.until(({ received }) => received.filter(({ src }) => src === absent).length > before)
  }

  #prove(nonce: string): void {
    const { proof = 'right', host = '127.0.0.1', networkId = NETWORK_A } = this.#o
    if (proof === 'none') return
    const key = proof === 'wrong' ? peerOf(2 ** 32 - 2).key : keys.get(this.peerId)
    if (!key) return
    const claim = claimBytes({ host, networkId, peerId: this.peerId, nonce })
    this.send({ type: 'PROOF', payload: { host, signature: sign(null, claim, key).toString('hex') } })
  }
}
