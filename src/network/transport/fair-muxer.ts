import { yamux } from '@chainsafe/libp2p-yamux'
import type { MessageStream, StreamMuxerFactory } from '@libp2p/interface'
import type { Clock } from '#lib/clock.ts'
import { LEAST_TURN_BYTES, MAX_URGENT_FRAMES } from '../limits.ts'
import {
  type Bytes,
  DATA,
  FIN,
  type Frame,
  FrameQueues,
  GO_AWAY,
  type Header,
  RST,
  WINDOW_UPDATE,
} from './frame-queues.ts'
import { Pipe } from './pipe.ts'

/** The frames of `urgent` streams go out before those of `chain`, and these before `files`. */
export type Rank = 'urgent' | 'chain' | 'files'
const RANKS = ['urgent', 'chain', 'files'] as const

interface MuxerStream extends Pick<EventTarget, 'addEventListener'> {
  readonly streamId: number
  readonly protocol: string
}

/** The parts of yamux's muxer used here (read in @chainsafe/libp2p-yamux 8.0, `muxer`). */
interface YamuxMuxer {
  readonly streams: readonly MuxerStream[]
  sendFrame(header: Header, data?: Bytes): boolean
  /** Writes encoded bytes to the connection; false when no more should follow until it drains. */
  send(data: Uint8Array | Bytes): boolean
  handleFrame(frame: { readonly header: Header }): void
  close(options?: { signal?: AbortSignal }): Promise<void>
}

export interface FairMuxerOptions {
  readonly clock: Clock
  readonly rankOf: (protocol: string) => Rank
  /** The window of its streams must not grow. */
  readonly yamux: NonNullable<Parameters<typeof yamux>[0]>
}

/**
 * Yamux whose streams take turns. Yamux itself writes the whole window of a stream, half a megabyte, as soon
 * as it can, and whatever follows waits behind that. Here frames wait by stream while enough is under way
 * ({@link Pipe}), and leave in small pieces: by rank, and within a rank one stream after the other. The format
 * on the wire is the same.
 */
export function fairMuxer({ clock, rankOf, yamux: init }: FairMuxerOptions): () => StreamMuxerFactory {
  return () => {
    const factory = yamux(init)()
    const create = factory.createStreamMuxer.bind(factory)
    factory.createStreamMuxer = connection => {
      const muxer = create(connection)
      new Turns(muxer as unknown as YamuxMuxer, connection, new Pipe(clock), rankOf).take()
      return muxer
    }
    return factory
  }
}

/** The frames of one link that wait for their turn: of each stream at most its window. */
class Turns {
  readonly #muxer: YamuxMuxer
  readonly #connection: MessageStream
  readonly #pipe: Pipe
  readonly #rankOf: (protocol: string) => Rank
  /** Files are sent one after the other, so that the first is complete before the next begins. */
  readonly #waiting = {
    urgent: new FrameQueues(),
    chain: new FrameQueues(),
    files: new FrameQueues('oldest first'),
  }
  /** Bytes of each stream that the peer has not confirmed by a larger window. */
  readonly #underWay = new Map<number, number>()
  /** Bytes that each stream has written so far. */
  readonly #written = new WeakMap<MuxerStream, number>()
  readonly #write: YamuxMuxer['sendFrame']
  /** Whether the connection's own buffer is full. */
  #isFull = false
  #goAway: Header | undefined
  #onIdle = () => {}

  constructor(muxer: YamuxMuxer, connection: MessageStream, pipe: Pipe, rankOf: (protocol: string) => Rank) {
    this.#muxer = muxer
    this.#connection = connection
    this.#pipe = pipe
    this.#rankOf = rankOf
    this.#write = muxer.sendFrame.bind(muxer)
  }

  /** Stands between the muxer's streams and its connection from now on. */
  take(): void {
    const muxer = this.#muxer
    const close = muxer.close.bind(muxer)
    const handle = muxer.handleFrame.bind(muxer)
    muxer.sendFrame = (header, data) => this.#enqueue(header, data)
    // A full connection stops only the streams whose bytes wait here.
    muxer.send = data => this.#connection.send(data)
    muxer.handleFrame = frame => {
      handle(frame)
      if (frame.header.type === WINDOW_UPDATE) this.#onConfirmed(frame.header)
    }
    muxer.close = async options => {
      await close(options)
      await this.#idle(options?.signal)
    }
    this.#connection.addEventListener('drain', () => {
      this.#isFull = false
      this.#flush()
    })
    this.#connection.addEventListener('close', () => this.#clear())
  }

  /** Returns that the stream may send more, because its window bounds what waits. */
  #enqueue(header: Header, data: Bytes | undefined): boolean {
    const { streamID, flag, type } = header
    if (this.#connection.status !== 'open') return this.#write(header, data)
    if (type === GO_AWAY) {
      // A normal end waits for what was sent before it, an abort does not.
      if (header.length !== 0) this.#clear()
      this.#goAway = header
      this.#flush()
      return true
    }
    const rank = this.#rank(header, data)
    if ((flag & RST) !== 0) this.#forget(streamID)
    // A stream's end follows its bytes; other news of it need not wait for them.
    const isBytes = type === DATA || (flag & FIN) !== 0
    this.#waiting[isBytes ? rank : 'urgent'].put({ header, data })
    this.#flush()
    if (this.#waiting.urgent.frames > MAX_URGENT_FRAMES)
      this.#connection.abort(new Error('the peer does not read'))
    return true
  }

  /** A short message about files, such as a question or its answer, need not wait for blocks. */
  #rank({ streamID }: Header, data: Bytes | undefined): Rank {
    const stream = this.#muxer.streams.find(({ streamId }) => streamId === streamID)
    if (!stream) return 'urgent'
    const before = this.#written.get(stream)
    if (before === undefined) this.#watch(stream)
    const written = (before ?? 0) + (data?.byteLength ?? 0)
    this.#written.set(stream, written)
    const rank = this.#rankOf(stream.protocol)
    return rank === 'files' && written <= LEAST_TURN_BYTES ? 'chain' : rank
  }

  #flush(): void {
    if (this.#connection.status !== 'open') return
    for (let frame = this.#next(); frame; frame = this.#next()) this.#send(frame)
    if (RANKS.some(rank => this.#waiting[rank].frames > 0)) return
    const goAway = this.#goAway
    this.#goAway = undefined
    if (goAway) this.#write(goAway)
    this.#onIdle()
  }

  /** Urgent frames are short, so they need no room in the pipe. */
  #next(): Frame | undefined {
    if (this.#isFull) return undefined
    const rank = RANKS.find(rank => this.#waiting[rank].frames > 0)
    if (!rank || (rank !== 'urgent' && this.#pipe.isFull)) return undefined
    return this.#waiting[rank].take(this.#pipe.turnBytes)
  }

  #send({ header, data }: Frame): void {
    if (data) {
      this.#underWay.set(header.streamID, (this.#underWay.get(header.streamID) ?? 0) + header.length)
      this.#pipe.sent(header.length)
    }
    this.#isFull = !this.#write(header, data)
  }

  #onConfirmed({ streamID, length }: Header): void {
    const underWay = this.#underWay.get(streamID) ?? 0
    const bytes = Math.min(length, underWay)
    if (bytes === 0) return
    if (bytes === underWay) this.#underWay.delete(streamID)
    else this.#underWay.set(streamID, underWay - bytes)
    this.#pipe.confirmed(bytes)
    this.#flush()
  }

  #watch(stream: MuxerStream): void {
    stream.addEventListener('close', event => {
      if ((event as { error?: Error }).error) this.#forget(stream.streamId)
    })
  }

  /** What a stream had to send is of no use after a reset, and the peer confirms nothing of it any more. */
  #forget(streamId: number): void {
    for (const rank of RANKS) this.#waiting[rank].delete(streamId)
    this.#pipe.lost(this.#underWay.get(streamId) ?? 0)
    this.#underWay.delete(streamId)
  }

  #clear(): void {
    for (const rank of RANKS) this.#waiting[rank].clear()
    this.#onIdle()
  }

  /** Resolves once nothing waits, or when `signal` aborts. */
  #idle(signal: AbortSignal | undefined): Promise<void> {
    return new Promise(resolve => {
      this.#onIdle = resolve
      signal?.addEventListener('abort', () => resolve(), { once: true })
      if (signal?.aborted || RANKS.every(rank => this.#waiting[rank].frames === 0)) resolve()
    })
  }
}
