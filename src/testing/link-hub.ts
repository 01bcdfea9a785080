import { describe, sdpOf } from '#network/hand-links/description.ts'
import type { LinkCommand, LinkEvent, SignalingStatus } from '#network/link-messages.ts'
import { ChannelBridge } from '#page/peer-host/channel-bridge.ts'
import { FakeChannel, type FakeChannelOptions } from './fake-channel.ts'

interface Host {
  readonly peerId: string
  readonly port: MessagePort
  readonly bridges: Set<ChannelBridge>
  accepting: boolean
}

/** A link as the hub sees it, for tests that cut wires. */
export interface HubLink {
  readonly from: string
  readonly to: string
  readonly ends: readonly [FakeChannel, FakeChannel]
}

/**
 * Pages and signaling server of many tabs in one process: every node's `linkPort` ends here, and dials become
 * pairs of {@link FakeChannel}s behind the page's own bridges, so that a node under test runs over the real
 * transport. A test can choose which tabs reach each other.
 */
export class LinkHub {
  readonly #hosts = new Map<string, Host>()
  readonly #options: FakeChannelOptions | undefined
  readonly links: HubLink[] = []
  /** The tab to which the server carries a dial; a lying server names another one. */
  carriesTo: (from: string, to: string) => string = (_, to) => to
  /** The id under which the server announces a dial of this tab; a lying one names another tab. */
  claims: (from: string) => string = from => from
  #serverRuns = true
  /** Whether a channel between the two opens now. */
  reaches: (from: string, to: string) => boolean = () => true
  /** The code and the message of a dial that the server does not introduce. */
  failure = { code: 'PEER_UNAVAILABLE', message: 'not at the server' }

  constructor(options?: FakeChannelOptions) {
    this.#options = options
  }

  /** A page, whose port the node gets. The server knows it once the node opens. */
  page(): MessagePort {
    const { port1, port2 } = new MessageChannel()
    let host: Host | undefined
    port1.onmessage = ({ data }: MessageEvent<LinkCommand>) => {
      if (data.type === 'open') {
        host = { peerId: data.peerId, port: port1, bridges: new Set(), accepting: false }
        this.#hosts.set(host.peerId, host)
        post(host, { type: 'signaling', status: this.#serverRuns ? 'online' : 'offline', server: 0 })
      } else if (data.type === 'close') {
        if (host) this.#forget(host)
        port1.close()
      } else if (host) {
        this.#onCommand(host, data)
      }
    }
    return port2
  }

  /** From now on only members introduce tabs to each other. */
  stopServer(): void {
    this.#serverRuns = false
    for (const host of this.#hosts.values()) post(host, { type: 'signaling', status: 'offline', server: 0 })
  }

  peers(): string[] {
    return [...this.#hosts.keys()]
  }

  /** The tab loses the server, or reaches it again. */
  signaling(peerId: string, status: SignalingStatus): void {
    const host = this.#hosts.get(peerId)
    if (host) post(host, { type: 'signaling', status, server: 0 })
  }

  /** Wakes the tab from sleep. */
  wake(peerId: string): void {
    const host = this.#hosts.get(peerId)
    if (host) post(host, { type: 'wake', reason: 'test' })
  }

  /** Opens a channel to a node that claims to be from `from`; the test holds the other end. */
  intrude(from: string, to: string): FakeChannel {
    const host = this.#hosts.get(to)
    if (!host) throw new Error(`no page of ${to}`)
    const [raw, end] = FakeChannel.pair(this.#options)
    const port = this.#bridge(host, end)
    post(host, { type: 'incoming', peerId: from, port, maxMessageBytes: 256 * 1024 }, port)
    return raw
  }

  /** Closes every tab. */
  close(): void {
    for (const host of this.#hosts.values()) {
      this.#forget(host)
      host.port.close()
    }
  }

  #onCommand(host: Host, command: LinkCommand): void {
    switch (command.type) {
      case 'accept-inbound':
        host.accepting = command.accept
        return
      case 'dial':
        if (!this.#serverRuns)
          return fail(host, command.dialId, 'SIGNALING_OFFLINE', 'the server does not answer')
        return this.#connect(
          host,
          command.dialId,
          this.carriesTo(host.peerId, command.peerId),
          this.claims(host.peerId),
        )
      case 'make-offer':
        return post(host, { type: 'offer', dialId: command.dialId, sdp: this.#describe(host.peerId) })
      case 'make-answer':
        return post(host, { type: 'answer', answerId: command.answerId, sdp: this.#describe(host.peerId) })
      case 'take-answer':
        return this.#connect(host, command.dialId, this.#described(command.sdp))
    }
  }

  /** Opens a channel to the tab, as after a completed exchange of descriptions. */
  #connect(host: Host, dialId: number, to: string, peerId = host.peerId): void {
    const other = this.#hosts.get(to)
    if (!other?.accepting || !this.reaches(host.peerId, to))
      return fail(host, dialId, this.failure.code, this.failure.message)
    const [near, far] = FakeChannel.pair(this.#options)
    this.links.push({ from: host.peerId, to, ends: [near, far] })
    const farPort = this.#bridge(other, far)
    post(other, { type: 'incoming', peerId, port: farPort, maxMessageBytes: 256 * 1024 }, farPort)
    const nearPort = this.#bridge(host, near)
    post(host, { type: 'dialled', dialId, port: nearPort, maxMessageBytes: 256 * 1024 }, nearPort)
  }

  /** A session description as a browser's, with the tab's place among all as its fingerprint. */
  #describe(peerId: string): string {
    const fingerprint = new Uint8Array(32).fill([...this.#hosts.keys()].indexOf(peerId))
    return sdpOf({ ufrag: 'test', password: 'x'.repeat(22), fingerprint, candidates: [] }, 'offer')
  }

  #described(sdp: string): string {
    const read = describe(sdp)
    return (read.ok && [...this.#hosts.keys()][read.value.fingerprint[0] ?? 0]) || sdp
  }

  #bridge(host: Host, channel: FakeChannel): MessagePort {
    const { port1, port2 } = new MessageChannel()
    const bridge: ChannelBridge = new ChannelBridge({
      channel,
      port: port1,
      onEnd: () => host.bridges.delete(bridge),
      after: (delayMs, task) => void setTimeout(task, delayMs).unref(),
    })
    host.bridges.add(bridge)
    return port2
  }

  #forget(host: Host): void {
    if (this.#hosts.get(host.peerId) === host) this.#hosts.delete(host.peerId)
    for (const bridge of host.bridges) bridge.end('the tab was closed')
  }
}

function post(host: Host, event: LinkEvent, ...transfer: MessagePort[]): void {
  host.port.postMessage(event, transfer)
}

function fail(host: Host, dialId: number, code: string, message: string): void {
  post(host, { type: 'dial-failed', dialId, code, message })
}
