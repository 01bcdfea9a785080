import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { type Credentials, keyOf, REALM } from '../relay/credentials.ts'
import { Frames } from '../relay/frames.ts'
import { RELAYED_ADDRESS } from '../relay/relayed-address.ts'
import {
  ATTRIBUTE,
  type Attribute,
  addressAttribute,
  addressOf,
  numberAttribute,
  textAttribute,
  valueIn,
} from '../stun/attributes.ts'
import { decodeMessage, encodeMessage, METHOD, type StunMessage } from '../stun/message.ts'
import { UdpClient } from './udp-client.ts'

/** A way to send and receive packets. */
interface Line {
  send(packet: Buffer): void
  packet(): Promise<Buffer>
  close(): void
}

/** A client of TURN on 127.0.0.1, over UDP or TCP. */
export class TurnClient {
  nonce = ''
  relayedPort = 0

  private constructor(
    readonly line: Line,
    readonly credentials: Credentials,
  ) {}

  static async open(protocol: 'udp' | 'tcp', port: number, credentials: Credentials): Promise<TurnClient> {
    return new TurnClient(
      protocol === 'udp' ? await UdpClient.open(port) : await openTcpLine(port),
      credentials,
    )
  }

  /** Opens an allocation as browsers do: the first request gets the nonce. */
  async allocate(more: readonly Attribute[] = []): Promise<StunMessage> {
    await this.challenge()
    const answer = await this.ask(METHOD.allocate, [TRANSPORT_UDP, ...more])
    const relayed = addressOf(valueIn(answer, ATTRIBUTE.xorRelayedAddress), answer.transactionId)
    this.relayedPort = relayed?.port ?? 0
    return answer
  }

  async challenge(): Promise<StunMessage> {
    const transactionId = randomBytes(12)
    this.line.send(
      encodeMessage({
        kind: 'request',
        method: METHOD.allocate,
        transactionId,
        attributes: [TRANSPORT_UDP],
      }),
    )
    const answer = await this.message()
    this.nonce = valueIn(answer, ATTRIBUTE.nonce)?.toString() ?? ''
    return answer
  }

  /** The answer to a request with this client's credentials. */
  ask(
    method: number,
    attributes: readonly Attribute[],
    transactionId = randomBytes(12),
  ): Promise<StunMessage> {
    const { username, credential } = this.credentials
    const proof = [
      textAttribute(ATTRIBUTE.username, username),
      textAttribute(ATTRIBUTE.realm, REALM),
      textAttribute(ATTRIBUTE.nonce, this.nonce),
    ]
    const content = { kind: 'request', method, transactionId, attributes: [...attributes, ...proof] } as const
    this.line.send(encodeMessage(content, keyOf(username, credential)))
    return this.message()
  }

  permit(peerPort: number, address = RELAYED_ADDRESS): Promise<StunMessage> {
    const transactionId = randomBytes(12)
    const peer = addressAttribute(ATTRIBUTE.xorPeerAddress, { address, port: peerPort }, transactionId)
    return this.ask(METHOD.createPermission, [peer], transactionId)
  }

  bind(channel: number, peerPort: number, address = RELAYED_ADDRESS): Promise<StunMessage> {
    const transactionId = randomBytes(12)
    const peer = addressAttribute(ATTRIBUTE.xorPeerAddress, { address, port: peerPort }, transactionId)
    const number = numberAttribute(ATTRIBUTE.channelNumber, channel * 0x10000)
    return this.ask(METHOD.channelBind, [number, peer], transactionId)
  }

  refresh(seconds: number): Promise<StunMessage> {
    return this.ask(METHOD.refresh, [numberAttribute(ATTRIBUTE.lifetime, seconds)])
  }

  /** Sends data in an indication, which is not answered. */
  sendTo(peerPort: number, data: Buffer, address = RELAYED_ADDRESS): void {
    const transactionId = randomBytes(12)
    const attributes = [
      addressAttribute(ATTRIBUTE.xorPeerAddress, { address, port: peerPort }, transactionId),
      { type: ATTRIBUTE.data, value: data },
    ]
    this.line.send(encodeMessage({ kind: 'indication', method: METHOD.send, transactionId, attributes }))
  }

  /** Sends data through a channel. */
  sendThrough(channel: number, data: Buffer): void {
    const packet = Buffer.alloc(4 + ((data.length + 3) & ~3))
    packet.writeUInt16BE(channel, 0)
    packet.writeUInt16BE(data.length, 2)
    data.copy(packet, 4)
    this.line.send(packet)
  }

  async message(): Promise<StunMessage> {
    return decodeMessage(await this.line.packet()) as StunMessage
  }

  /** The next data: from which port, or through which channel. */
  async data(): Promise<{ from: number; data: string }> {
    const packet = await this.line.packet()
    if ((packet[0] ?? 0) >= 0x40)
      return {
        from: packet.readUInt16BE(0),
        data: packet.subarray(4, 4 + packet.readUInt16BE(2)).toString(),
      }
    const message = decodeMessage(packet) as StunMessage
    const from = addressOf(valueIn(message, ATTRIBUTE.xorPeerAddress), message.transactionId)
    return { from: from?.port ?? 0, data: valueIn(message, ATTRIBUTE.data)?.toString() ?? '' }
  }

  close(): void {
    this.line.close()
  }
}

/** The code of an error; undefined for a success. */
export function errorOf(message: StunMessage): number | undefined {
  const value = valueIn(message, ATTRIBUTE.errorCode)
  return value && (value[2] ?? 0) * 100 + (value[3] ?? 0)
}

export const TRANSPORT_UDP = numberAttribute(ATTRIBUTE.requestedTransport, 17 * 0x1000000)

async function openTcpLine(port: number): Promise<Line & { socket: Socket }> {
  const socket = connect(port, '127.0.0.1')
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  const packets: Buffer[] = []
  const frames = new Frames(65_536)
  let arrived = () => {}
  socket.on('data', chunk => {
    packets.push(...(frames.add(chunk) ?? []))
    arrived()
  })
  return {
    socket,
    send: packet => void socket.write(packet),
    async packet() {
      while (packets.length === 0) await new Promise<void>(resolve => (arrived = resolve))
      return packets.shift() as Buffer
    },
    close: () => socket.destroy(),
  }
}
