import { LINK_LABEL, type LinkFrame } from '#network/link-messages.ts'
import { ChannelBridge } from './channel-bridge.ts'
import { ConnectionWatch } from './connection-watch.ts'
import { dialReason } from './dial-reason.ts'

/** The least message size of browsers that do not state one (RFC 8841, 6). */
const DEFAULT_MAX_MESSAGE_BYTES = 64 * 1024
/** By then ICE has left a relay that it does not need; not every browser has an event for it. */
const PATH_SETTLES_MS = 10_000

/** A connection that is being negotiated, by PeerJS (its `DataConnection`) or by members. */
export interface LinkConnection {
  readonly peer: string
  readonly peerConnection: RTCPeerConnection
  readonly dataChannel?: RTCDataChannel
  readonly byMembers?: true
  on(type: 'close', listener: () => void): unknown
  close(): void
}

export interface PeerLinkOptions {
  readonly connection: LinkConnection
  /** From now until the channel is open. */
  readonly timeoutMs: number
  /** The other tab gets the answer minutes later, by hand: until then ICE fails and begins again. */
  readonly isPatient?: boolean
  readonly after: (delayMs: number, task: () => void) => () => void
  /** The channel is open; the port's other end is for the worker. */
  readonly onOpen: (port: MessagePort, maxMessageBytes: number) => void
  /**
   * Called once, also if the link never opened, then with the reason in words if there is one; every browser
   * resource is released by then.
   */
  readonly onEnd: (code: string, message: string | undefined) => void
}

/**
 * One RTCPeerConnection with its one data channel, from PeerJS's first step to the end. PeerJS only
 * negotiates: its events are not relied on (`close` may never fire), its sending and its buffer are not used.
 * The RTCPeerConnection is closed in any case: browsers count those that are not.
 */
export class PeerLink {
  readonly peerId: string
  readonly #o: PeerLinkOptions
  readonly #pc: RTCPeerConnection
  readonly #watch: ConnectionWatch
  readonly #cancelTimeout: () => void
  #bridge: ChannelBridge | undefined
  #channel: RTCDataChannel | undefined
  #ended = false

  constructor(options: PeerLinkOptions) {
    const { connection, timeoutMs, after } = options
    this.#o = options
    this.peerId = connection.peer
    this.#pc = connection.peerConnection
    this.#watch = new ConnectionWatch(this.#pc, after)
    this.#cancelTimeout = after(timeoutMs, () => void this.#fail())
  }

  start(): void {
    const { connection } = this.#o
    this.#pc.addEventListener('connectionstatechange', this.#onState)
    this.#pc.addEventListener('datachannel', this.#onChannel)
    // PeerJS would close the connection when ICE fails, before its statistics tell why.
    this.#pc.oniceconnectionstatechange = null
    connection.on('close', () => this.end('CONNECTION_CLOSED'))
    if (connection.dataChannel) this.#adopt(connection.dataChannel)
  }

  get isOpen(): boolean {
    return this.#bridge !== undefined
  }

  /** Whether the signaling server has yet to bring the other tab's answer. */
  get needsServer(): boolean {
    return !this.#o.connection.byMembers && this.#pc.remoteDescription === null
  }

  /** The peer's answer to an offer that members carried. */
  takeAnswer(sdp: string): void {
    this.#pc.setRemoteDescription({ type: 'answer', sdp }).catch(() => this.end('DESCRIPTION_BAD'))
  }

  /** Ends the link once pending data was sent. */
  close(reason: string): void {
    if (this.#bridge) this.#bridge.close(reason)
    else this.end(reason)
  }

  end(code: string, message?: string): void {
    if (this.#ended) return
    this.#ended = true
    this.#cancelTimeout()
    this.#pc.removeEventListener('connectionstatechange', this.#onState)
    this.#pc.removeEventListener('datachannel', this.#onChannel)
    this.#channel?.removeEventListener('open', this.#onOpen)
    this.#bridge?.end(code)
    this.#o.connection.close()
    this.#pc.close()
    this.#o.onEnd(code, message)
  }

  /** Ends a link that did not open, with the reason. */
  async #fail(): Promise<void> {
    this.#cancelTimeout()
    const { code, message } = dialReason(await this.#watch.facts())
    if (!this.#bridge) this.end(code, message)
  }

  readonly #onState = (): void => {
    const { connectionState } = this.#pc
    // 'disconnected' may recover; the heartbeat decides.
    if (connectionState === 'failed' && !this.#bridge && this.#o.isPatient) return
    if (connectionState === 'failed' && !this.#bridge) void this.#fail()
    else if (connectionState === 'failed' || connectionState === 'closed')
      this.end(`CONNECTION_${connectionState.toUpperCase()}`)
  }

  readonly #onChannel = ({ channel }: RTCDataChannelEvent): void => {
    if (this.#channel) this.end('LINK_EXTRA_CHANNEL')
    else this.#adopt(channel)
  }

  readonly #onOpen = (): void => {
    const channel = this.#channel
    if (!channel || this.#bridge || this.#ended) return
    this.#cancelTimeout()
    const { port1, port2 } = new MessageChannel()
    this.#bridge = new ChannelBridge({
      channel,
      port: port1,
      after: (delayMs, task) => void this.#o.after(delayMs, task),
      onEnd: reason => this.end(reason),
    })
    this.#o.onOpen(port2, this.#pc.sctp?.maxMessageSize || DEFAULT_MAX_MESSAGE_BYTES)
    this.#reportPath(port1)
  }

  /** Reports to the worker whether a relay carries the link, now and when ICE finds a better way. */
  #reportPath(port: MessagePort): void {
    const report = async () => {
      const relayed = this.#ended ? undefined : await this.#watch.isRelayed()
      if (relayed !== undefined) port.postMessage({ type: 'path', relayed } satisfies LinkFrame)
    }
    void report()
    this.#pc.sctp?.transport.iceTransport?.addEventListener('selectedcandidatepairchange', report)
    this.#o.after(PATH_SETTLES_MS, report)
  }

  #adopt(channel: RTCDataChannel): void {
    const isReliable =
      channel.ordered && channel.maxRetransmits === null && channel.maxPacketLifeTime === null
    if (!isReliable || channel.label !== LINK_LABEL) return this.end('LINK_UNRELIABLE')
    this.#channel = channel
    if (channel.readyState === 'open') this.#onOpen()
    else channel.addEventListener('open', this.#onOpen)
  }
}
