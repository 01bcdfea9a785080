import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { connect } from 'node:net'
import { base58 } from '@scure/base'

export const NETWORK = 'a'.repeat(64)
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const PEER_ID = Buffer.from('002408011220', 'hex')

/** The `n`th peer: its id, and the key that proves it. */
export function peerOf(n) {
  const seed = Buffer.alloc(32)
  seed.writeUInt32BE(n)
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
  const raw = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32)
  return { peerId: base58.encode(Buffer.concat([PEER_ID, raw])), key }
}

/**
 * A text frame with a mask of zeros, which servers unmask like any other: so frames can be made once and sent
 * many times, and the clients leave the processor to the servers.
 */
export function frameOf(message) {
  const text = Buffer.from(JSON.stringify(message))
  const length = text.length < 126 ? [0x80 | text.length] : [0xfe, text.length >> 8, text.length & 255]
  return Buffer.concat([Buffer.from([0x81, ...length, 0, 0, 0, 0]), text])
}

/**
 * A client of the signaling protocol that looks at each frame's type only: `onFrame` receives its first letter
 * (O for OFFER, A for ANSWER, C for CANDIDATE).
 */
export class RawClient {
  onFrame = () => {}
  onLost = () => {}
  #rest = Buffer.alloc(0)
  #isOpen = false
  #opened = () => {}
  #failed = () => {}

  /** `n` chooses the address that it comes from: 50 clients share one. */
  constructor(n) {
    this.n = n
    Object.assign(this, peerOf(n))
  }

  /** Resolves once the server has sent OPEN. */
  open({ port, key }) {
    const [a, b] = [Math.floor(this.n / 50 / 250) + 1, (Math.floor(this.n / 50) % 250) + 1]
    this.#rest = Buffer.alloc(0)
    this.#isOpen = false
    const stream = connect({ host: '127.0.0.1', port, localAddress: `127.1.${a}.${b}`, noDelay: true })
    this.stream = stream
    stream.on('data', chunk => this.#receive(chunk))
    stream.on('error', error => this.#failed(error))
    stream.on('close', () => {
      this.#failed(new Error('closed'))
      if (this.#isOpen) this.onLost()
    })
    stream.write(
      [
        `GET /signal/peerjs?key=${key}&id=${this.peerId}&token=t${this.n}&version=1.5.5 HTTP/1.1`,
        `Host: 127.0.0.1:${port}`,
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
        'User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
        'Accept-Encoding: gzip, deflate, br',
        'Origin: http://127.0.0.1',
        '\r\n',
      ].join('\r\n'),
    )
    return new Promise((resolve, reject) => {
      this.#opened = resolve
      this.#failed = reject
    })
  }

  #receive(chunk) {
    let bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk
    if (!this.#isOpen && bytes[0] === 72) {
      const end = bytes.indexOf('\r\n\r\n')
      if (end < 0) {
        this.#rest = bytes
        return
      }
      if (!bytes.subarray(0, 12).toString().endsWith('101'))
        return this.#failed(new Error(bytes.subarray(0, 40).toString()))
      bytes = bytes.subarray(end + 4)
    }
    let at = 0
    while (bytes.length - at >= 2) {
      const short = bytes[at + 1]
      const start = at + (short === 126 ? 4 : 2)
      if (bytes.length < start) break
      const end = start + (short === 126 ? bytes.readUInt16BE(at + 2) : short)
      if (bytes.length < end) break
      if (bytes[at] === 0x81) this.#onText(bytes, start, end)
      if (bytes[at] === 0x89) this.stream.write(Buffer.from([0x8a, 0x80, 0, 0, 0, 0]))
      at = end
    }
    this.#rest = at < bytes.length ? Buffer.from(bytes.subarray(at)) : EMPTY
  }

  #onText(bytes, start, end) {
    if (this.#isOpen) return this.onFrame(bytes[start + 9])
    const message = JSON.parse(bytes.toString('utf8', start, end))
    if (message.type === 'OPEN') {
      this.#isOpen = true
      this.#opened()
    } else if (message.type === 'CHALLENGE') {
      const lines = ['tabchain signaling 1', '127.0.0.1', NETWORK, this.peerId, message.payload.nonce]
      const signature = sign(null, Buffer.from(lines.join('\n')), this.key).toString('hex')
      this.stream.write(frameOf({ type: 'PROOF', payload: { host: '127.0.0.1', signature } }))
    } else this.#failed(new Error(JSON.stringify(message)))
  }
}

const EMPTY = Buffer.alloc(0)
