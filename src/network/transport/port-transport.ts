import {
  type ComponentLogger,
  type Connection,
  type CreateListenerOptions,
  type DialTransportOptions,
  type Listener,
  type ListenerEvents,
  type Transport,
  TypedEventEmitter,
  transportSymbol,
  type Upgrader,
} from '@libp2p/interface'
import type { Multiaddr } from '@multiformats/multiaddr'
import type { Clock } from '#lib/clock.ts'
import { isPeerId, type PeerId } from '#lib/peer-id.ts'
import { timeoutSignal, withDeadline } from '#lib/timeout-signal.ts'
import { DIAL_TIMEOUT_MS, UPGRADE_TIMEOUT_MS } from '../limits.ts'
import { NetworkError } from '../network.ts'
import type { LinkTable, Refusal, Slot } from './link-table.ts'
import type { OpenChannel } from './page-links.ts'
import { PortConnection, refuseLink } from './port-connection.ts'

/** The address that libp2p listens on, which has only the peer id. */
export const LISTEN_ADDRESS = '/webrtc'

/** The peer refused the link before its first frame. */
export class LinkRefusedError extends NetworkError {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal === 'LINK_CAP' ? 'LINKS_TOO_MANY' : 'PEER_REFUSED', `the peer refused the link: ${refusal}`)
    this.refusal = refusal
  }
}

/** libp2p 3.3 keeps only the message of Noise's error. */
const isOtherPeer = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('does not match expected remote identity key')

export interface PortTransportDependencies {
  readonly table: LinkTable
  readonly open: (peerId: PeerId, timeoutMs: number, signal: AbortSignal) => Promise<OpenChannel>
  readonly clock: Clock
  readonly onRefused: (peerId: string, code: string) => void
  readonly onUpgradeFailed: (peerId: string, message: string) => void
}

/**
 * A libp2p transport over the page's data channels. It dials only peers with a slot in the {@link LinkTable},
 * and refuses incoming channels without one before the upgrade.
 */
export class PortTransport implements Transport {
  readonly [Symbol.toStringTag] = 'tabchain/port'
  readonly [transportSymbol] = true as const
  readonly #deps: PortTransportDependencies
  readonly #logger: ComponentLogger
  readonly #slots = new WeakMap<object, Slot>()
  /** Open channels by offers that people carried, each until its dial takes it. */
  readonly #handed = new Map<PeerId, OpenChannel>()
  #upgrader: Upgrader | undefined

  constructor(deps: PortTransportDependencies, logger: ComponentLogger) {
    this.#deps = deps
    this.#logger = logger
  }

  listenFilter = (addresses: Multiaddr[]): Multiaddr[] =>
    addresses.filter(address => address.toString() === LISTEN_ADDRESS)

  dialFilter = (addresses: Multiaddr[]): Multiaddr[] =>
    addresses.filter(address => peerIdOf(address) !== undefined)

  async dial(address: Multiaddr, options: DialTransportOptions): Promise<Connection> {
    const peerId = peerIdOf(address)
    const slot = peerId === undefined ? undefined : this.#deps.table.dialling(peerId)
    if (peerId === undefined || !slot) {
      throw new NetworkError('DIAL_FAILED', 'libp2p dials only what the topology asked for')
    }
    const aborted = new AbortController()
    slot.end = reason => aborted.abort(new NetworkError('DIAL_FAILED', reason))
    const signal = AbortSignal.any([options.signal, aborted.signal])
    const channel = this.#takeHanded(peerId) ?? (await this.#deps.open(peerId, DIAL_TIMEOUT_MS, signal))

    const connection = this.#connection(slot, channel)
    try {
      return await withDeadline(this.#deps.clock, UPGRADE_TIMEOUT_MS, [options.signal], signal =>
        options.upgrader.upgradeOutbound(connection, { ...options, signal }),
      )
    } catch (error) {
      connection.abort(error instanceof Error ? error : new Error(String(error)))
      if (isOtherPeer(error))
        throw new NetworkError(
          'PEER_WRONG',
          `another peer answered in the place of ${peerId}; it was not linked`,
        )
      throw connection.refusal ? new LinkRefusedError(connection.refusal) : error
    }
  }

  /** The next dial of the peer takes this channel instead of asking the page for one. */
  hand(peerId: PeerId, channel: OpenChannel): void {
    this.release(peerId)
    this.#handed.set(peerId, channel)
  }

  /** Closes a channel that no dial took. */
  release(peerId: PeerId): void {
    this.#takeHanded(peerId)?.port.postMessage({ type: 'close', reason: 'the peer is linked already' })
  }

  createListener({ upgrader }: CreateListenerOptions): Listener {
    this.#upgrader = upgrader
    return new PortListener(() => {
      this.#upgrader = undefined
    })
  }

  /** Accepts a channel that a peer opened; `peerId` is the signaling server's claim. */
  accept(peerId: string, channel: OpenChannel): void {
    const slot = isPeerId(peerId) && this.#upgrader ? this.#deps.table.admit(peerId) : 'LINK_CLOSING'
    if (typeof slot === 'string') {
      refuseLink(channel.port, slot)
      this.#deps.onRefused(peerId, slot)
      return
    }
    const connection = this.#connection(slot, channel)
    const signal = timeoutSignal(this.#deps.clock, UPGRADE_TIMEOUT_MS)
    this.#upgrader?.upgradeInbound(connection, { signal }).catch((error: Error) => {
      connection.abort(error)
      this.#deps.onUpgradeFailed(peerId, error.message)
    })
  }

  /**
   * Called once Noise has proven the peer at the other end; returns false if the connection must close, see
   * {@link LinkTable.prove}.
   */
  prove(connection: object): boolean {
    const slot = this.#slots.get(connection)
    return slot !== undefined && this.#deps.table.prove(slot)
  }

  #takeHanded(peerId: PeerId): OpenChannel | undefined {
    const channel = this.#handed.get(peerId)
    this.#handed.delete(peerId)
    return channel
  }

  #connection(slot: Slot, { port, maxMessageBytes }: OpenChannel): PortConnection {
    const { peerId, direction } = slot
    const log = this.#logger.forComponent('tabchain:link')
    const connection = new PortConnection({ port, peerId, direction, maxMessageBytes, log })
    slot.state = 'upgrading'
    slot.end = reason => connection.abort(new NetworkError('PEER_GONE', reason))
    slot.traffic = () => connection
    connection.addEventListener('close', () => this.#deps.table.release(slot))
    this.#slots.set(connection, slot)
    return connection
  }
}

/** A listener only holds libp2p's upgrader. */
class PortListener extends TypedEventEmitter<ListenerEvents> implements Listener {
  readonly #onClose: () => void

  constructor(onClose: () => void) {
    super()
    this.#onClose = onClose
  }

  async listen(): Promise<void> {
    queueMicrotask(() => this.safeDispatchEvent('listening'))
  }

  /** Empty, because a tab has no address that identify could send to peers. */
  getAddrs(): Multiaddr[] {
    return []
  }

  async close(): Promise<void> {
    this.#onClose()
    this.safeDispatchEvent('close')
  }

  updateAnnounceAddrs(): void {}
}

function peerIdOf(address: Multiaddr): PeerId | undefined {
  const [transport, peer, ...rest] = address.getComponents()
  if (transport?.name !== 'webrtc' || peer?.name !== 'p2p' || rest.length > 0) return undefined
  return peer.value as PeerId | undefined
}
