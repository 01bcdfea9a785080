import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { RELAY_LIMITS, type RelayLimits } from '../relay/limits.ts'
import { Relay } from '../relay/relay.ts'
import { openTcpDoor } from '../relay/tcp-door.ts'
import { STUN_LIMITS } from '../stun/limits.ts'
import { createResponder } from '../stun/responder.ts'
import { openUdpPort } from '../stun/udp-port.ts'
import { TurnClient } from './turn-client.ts'

export interface TestRelay {
  readonly relay: Relay
  readonly server: Server
  readonly port: number
  /** Milliseconds that are added to the time of the relay. */
  later(ms: number): void
  /** A client with credentials of its own, or with these. */
  client(protocol: 'udp' | 'tcp', credentials?: TurnClient['credentials']): Promise<TurnClient>
  /** A client that has an allocation. */
  allocated(protocol: 'udp' | 'tcp', credentials?: TurnClient['credentials']): Promise<TurnClient>
  stop(): void
}

interface Options {
  readonly limits?: Partial<RelayLimits>
  readonly tabBytes?: number
  readonly allBytes?: number
}

/** A relay on a free port of 127.0.0.1, beside an HTTP server that answers "http". */
export async function startTestRelay({
  limits,
  tabBytes = 1e9,
  allBytes = 20e9,
}: Options = {}): Promise<TestRelay> {
  let added = 0
  const clock = { now: () => Date.now() + added }
  const relay = new Relay({ tabBytes, allBytes }, { ...RELAY_LIMITS, ...limits }, clock)
  const respond = createResponder({ binding: true, relay, limits: STUN_LIMITS })
  const server = createServer((_, response) => response.end('http'))
  const door = openTcpDoor(server, { relay, respond, packetBytes: STUN_LIMITS.packetBytes })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address() as AddressInfo
  const udp = await openUdpPort(bound, respond)
  const clients: TurnClient[] = []

  const client = async (protocol: 'udp' | 'tcp', credentials = relay.issueCredentials()) => {
    const opened = await TurnClient.open(protocol, bound.port, credentials)
    clients.push(opened)
    return opened
  }
  return {
    relay,
    server,
    port: bound.port,
    later: ms => {
      added += ms
    },
    client,
    async allocated(protocol, credentials) {
      const opened = await client(protocol, credentials)
      await opened.allocate()
      return opened
    },
    stop() {
      for (const opened of clients) opened.close()
      udp.close()
      door.close()
      relay.close()
      server.close()
      server.closeAllConnections()
    },
  }
}
