import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { MAX_ICE_SERVERS } from '#lib/ice-limits.ts'
import type { IceServer } from './ice.ts'
import { askedHost, iceHosts } from './ice-hosts.ts'
import type { ServerOptions } from './options.ts'
import { Relay } from './relay/relay.ts'
import { openTcpDoor } from './relay/tcp-door.ts'
import { STUN_LIMITS } from './stun/limits.ts'
import { createResponder, type Responder } from './stun/responder.ts'
import { openUdpPort, type UdpPort } from './stun/udp-port.ts'

/** What `/signal/ice` answers. */
export interface IceAnswer {
  readonly iceServers: readonly IceServer[]
  /** After this time the credentials in it open nothing new. */
  readonly ttlSeconds?: number
}

type Options = Pick<ServerOptions, 'stun' | 'relay' | 'iceServers' | 'trustProxy'>

/**
 * What helps tabs to find a way to each other, on the port of the app: STUN over UDP, and the relay over UDP
 * and TCP, which is only there if it was asked for.
 */
export class IceServices {
  readonly #relay: Relay | undefined
  readonly #respond: Responder
  readonly #door: { close(): void } | undefined
  #udp: UdpPort | undefined
  #bound: AddressInfo | undefined

  /** `server` gets its connections through here if there is a relay. */
  constructor(
    server: Server,
    private readonly options: Options,
  ) {
    this.#relay = options.relay && new Relay(options.relay)
    const { packetBytes } = STUN_LIMITS
    this.#respond = createResponder({ binding: options.stun, relay: this.#relay, limits: STUN_LIMITS })
    this.#door =
      this.#relay && openTcpDoor(server, { relay: this.#relay, respond: this.#respond, packetBytes })
  }

  /** Opens the UDP port beside the TCP port at which the server listens; the fault, if it cannot. */
  async listen(bound: AddressInfo): Promise<NodeJS.ErrnoException | undefined> {
    this.#bound = bound
    if (!this.options.stun && !this.#relay) return undefined
    try {
      this.#udp = await openUdpPort(bound, this.#respond)
      return undefined
    } catch (error) {
      return error as NodeJS.ErrnoException
    }
  }

  /** The servers for the tab that asks, with credentials of its own. */
  answer(request: IncomingMessage): IceAnswer {
    const { iceServers, trustProxy, stun } = this.options
    const bound = this.#bound
    if (!bound) return { iceServers }
    const hosts = iceHosts(bound.address, askedHost(request, trustProxy), trustProxy)
    const places = hosts.map(host => `${host}:${bound.port}`)
    const own: IceServer[] = stun && this.#udp ? places.map(place => ({ urls: `stun:${place}` })) : []
    const relays = this.#relayUrls(places[0])
    const credentials = relays.length > 0 ? this.#relay?.issueCredentials() : undefined
    own.push(...relays.map(urls => ({ urls, ...credentials })))
    return {
      // Those that were named by hand come first.
      iceServers: [...iceServers, ...own].slice(0, MAX_ICE_SERVERS),
      ...(credentials && this.#relay ? { ttlSeconds: this.#relay.limits.credentialsMs / 1000 } : {}),
    }
  }

  close(): void {
    this.#udp?.close()
    this.#door?.close()
    this.#relay?.close()
  }

  /** Over UDP, and over TCP for networks that let nothing else out. */
  #relayUrls(place: string | undefined): string[] {
    if (!this.#relay || place === undefined) return []
    return [...(this.#udp ? [`turn:${place}`] : []), `turn:${place}?transport=tcp`]
  }
}
