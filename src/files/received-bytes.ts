import type { Connection, Libp2p, Stream, StreamHandler } from '@libp2p/interface'
import type { Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { MEASURED_PEERS } from './limits.ts'
import { RateMeter } from './rate-meter.ts'

/** Bitswap's network, which its types do not reach (read in @helia/bitswap 4.0.19, `network`). */
export interface BitswapNetwork {
  _onStream(stream: Stream, connection: Connection): void
  readonly maxInboundStreams: number
  readonly maxOutboundStreams: number
}

const BITSWAP = '/ipfs/bitswap/1.2.0'

/** The parts of libp2p's stream used here (read in @libp2p/utils 7.4, `abstract-message-stream`). */
interface StreamWithData {
  onData(data: { readonly byteLength: number }): void
}

interface Received {
  bytes: number
  readonly meter: RateMeter
}

/**
 * The bytes of bitswap messages that each peer sent, as they arrive. Bitswap itself reports a message when all
 * of it is here, which takes half a minute on a slow line.
 */
export class ReceivedBytes {
  readonly #clock: Clock
  readonly #peers = new Map<string, Received>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Counts all streams that a started bitswap accepts from now on. */
  async watch(libp2p: Pick<Libp2p, 'handle'>, network: BitswapNetwork): Promise<void> {
    const count: StreamHandler = (stream, connection) => {
      this.#count(stream as unknown as StreamWithData, connection.remotePeer.toString())
      network._onStream(stream, connection)
    }
    const { maxInboundStreams, maxOutboundStreams } = network
    await libp2p.handle(BITSWAP, count, { maxInboundStreams, maxOutboundStreams, force: true })
  }

  bytes(peerId: PeerId): number {
    return this.#peers.get(peerId)?.bytes ?? 0
  }

  /** Bytes per second, over the last seconds. */
  rate(peerId: PeerId): number {
    return this.#peers.get(peerId)?.meter.rate() ?? 0
  }

  forget(peerId: PeerId): void {
    this.#peers.delete(peerId)
  }

  #add(peerId: string): Received {
    const peer = { bytes: 0, meter: new RateMeter(this.#clock) }
    this.#peers.set(peerId, peer)
    if (this.#peers.size > MEASURED_PEERS) this.#peers.delete(this.#peers.keys().next().value as string)
    return peer
  }

  /** A listener would not do: until there is another one, it alone would receive the bytes. */
  #count(stream: StreamWithData, peerId: string): void {
    const receive = stream.onData.bind(stream)
    stream.onData = data => {
      const peer = this.#peers.get(peerId) ?? this.#add(peerId)
      peer.bytes += data.byteLength
      peer.meter.count(data.byteLength)
      receive(data)
    }
  }
}
