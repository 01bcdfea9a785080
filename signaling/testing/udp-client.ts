import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { decodeMessage, type StunMessage } from '../stun/message.ts'

/** A UDP socket on 127.0.0.1 that speaks to one port there, and keeps every packet that it receives. */
export class UdpClient {
  readonly port: number
  readonly #packets: Buffer[] = []
  #arrived = () => {}

  private constructor(
    private readonly socket: Socket,
    private readonly to: number,
  ) {
    this.port = socket.address().port
    socket.on('message', packet => {
      this.#packets.push(packet)
      this.#arrived()
    })
  }

  static async open(to = 9): Promise<UdpClient> {
    const socket = createSocket('udp4')
    socket.bind(0, '127.0.0.1')
    await once(socket, 'listening')
    return new UdpClient(socket, to)
  }

  /** The packets that were not read yet. */
  get waiting(): number {
    return this.#packets.length
  }

  send(packet: Buffer): void {
    this.socket.send(packet, this.to, '127.0.0.1')
  }

  /** The next packet; the test's own timeout is the deadline. */
  async packet(): Promise<Buffer> {
    while (this.#packets.length === 0) await new Promise<void>(resolve => (this.#arrived = resolve))
    return this.#packets.shift() as Buffer
  }

  async message(): Promise<StunMessage> {
    return decodeMessage(await this.packet()) as StunMessage
  }

  close(): void {
    this.socket.close()
  }
}
