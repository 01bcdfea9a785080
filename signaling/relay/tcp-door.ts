import type { Server, Socket } from 'node:net'
import { ipBytes, ipText, limitedAddress } from '../ip-address.ts'
import type { Responder, StunClient } from '../stun/responder.ts'
import { Frames, isStun } from './frames.ts'
import type { Relay } from './relay.ts'

interface DoorOptions {
  readonly relay: Relay
  readonly respond: Responder
  readonly packetBytes: number
}

/**
 * Takes the connections that begin with a message of STUN from a server for HTTP or HTTPS, which gets all
 * others as if nothing had looked at them. The first byte decides: STUN has 0 to 3 there, TLS 0x16 and HTTP a
 * letter. (Channel data begins with 0x40 to 0x4F, which are letters, but never before a message of STUN.)
 */
export function openTcpDoor(server: Server, { relay, respond, packetBytes }: DoorOptions): { close(): void } {
  const { limits } = relay
  const open = new Set<Socket>()
  const perAddress = new Map<string, number>()

  const mayEnter = (address: string) =>
    open.size < limits.connections && (perAddress.get(address) ?? 0) < limits.addressConnections

  const enter = (socket: Socket, first: Buffer) => {
    const bytes = ipBytes(socket.remoteAddress ?? '')
    const address = bytes && limitedAddress(ipText(bytes))
    if (!bytes || address === undefined || !mayEnter(address)) return socket.destroy()
    open.add(socket)
    perAddress.set(address, (perAddress.get(address) ?? 0) + 1)
    const leave = serve(socket, ipText(bytes), first, { relay, respond, packetBytes })
    socket.on('close', () => {
      leave()
      open.delete(socket)
      const left = (perAddress.get(address) ?? 1) - 1
      if (left > 0) perAddress.set(address, left)
      else perAddress.delete(address)
    })
  }

  divert(server, limits.idleMs, enter)
  return {
    close() {
      for (const socket of open) socket.destroy()
    },
  }
}

/** Gives connections that begin with STUN to `enter`, and all others to the server's own listeners. */
function divert(server: Server, idleMs: number, enter: (socket: Socket, first: Buffer) => void): void {
  const others = server.listeners('connection') as ((socket: Socket) => void)[]
  server.removeAllListeners('connection')
  server.on('connection', (socket: Socket) => {
    const onError = () => socket.destroy()
    socket.on('error', onError)
    socket.setTimeout(idleMs, onError)
    socket.once('data', (first: Buffer) => {
      socket.setTimeout(0, onError)
      if (isStun(first[0])) return enter(socket, first)
      socket.off('error', onError)
      // Put back before anything else can be read, so that the server reads it first.
      socket.pause()
      socket.unshift(first)
      for (const listener of others) listener.call(server, socket)
      // Later, because TLS takes what was put back in the next tick, and would wait for it for ever.
      process.nextTick(() => socket.resume())
    })
  })
}

let connections = 0

/** Handles the packets of one connection; the result ends what the client has at the relay. */
function serve(socket: Socket, address: string, first: Buffer, options: DoorOptions): () => void {
  const { relay, respond, packetBytes } = options
  const { limits } = relay
  const frames = new Frames(packetBytes)
  const client: StunClient = {
    id: `tcp ${++connections}`,
    source: { address, port: socket.remotePort ?? 0 },
    send(packet) {
      if (socket.writableLength > limits.bufferedBytes) return
      socket.write(packet.length % 4 === 0 ? packet : Buffer.concat([packet], (packet.length + 3) & ~3))
    },
  }
  const read = (chunk: Buffer) => {
    const packets = frames.add(chunk)
    if (!packets) return socket.destroy()
    for (const packet of packets) respond(packet, client)
  }
  const idle = setInterval(() => relay.hasAllocation(client) || socket.destroy(), limits.idleMs)
  socket.setNoDelay(true)
  socket.on('data', read)
  socket.on('end', () => socket.destroy())
  read(first)
  return () => {
    clearInterval(idle)
    relay.leave(client)
  }
}
