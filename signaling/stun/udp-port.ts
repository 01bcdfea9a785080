import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { ipBytes, ipText } from '../ip-address.ts'
import type { Responder } from './responder.ts'

export interface UdpPort {
  close(): void
}

/**
 * Receives UDP at the address at which the server listens for TCP. Throws if that port is taken or forbidden.
 */
export async function openUdpPort(
  { address, family, port }: AddressInfo,
  respond: Responder,
): Promise<UdpPort> {
  const socket = createSocket(family === 'IPv6' ? 'udp6' : 'udp4')
  socket.bind(port, address)
  try {
    await once(socket, 'listening')
  } catch (error) {
    socket.close()
    throw error
  }
  // A client may be gone before its answer; that is not an error of the server.
  socket.on('error', () => {})
  socket.on('message', (packet, { address: from, port: fromPort }) => {
    const bytes = ipBytes(from)
    // Nobody sends from port 0, and nobody could be answered there.
    if (!bytes || fromPort === 0) return
    respond(packet, {
      id: `udp ${from} ${fromPort}`,
      source: { address: ipText(bytes), port: fromPort },
      send: answer => sendTo(socket, answer, fromPort, from),
    })
  })
  return { close: () => socket.close() }
}

/** Nothing is sent after the end: a relay may still hold clients of a closed port. */
function sendTo(socket: Socket, packet: Buffer, port: number, address: string): void {
  try {
    socket.send(packet, port, address, () => {})
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SOCKET_DGRAM_NOT_RUNNING') throw error
  }
}
