import type { MessageStream } from '@libp2p/interface'
import { known } from '#lib/assert.ts'

/** Bytes as libp2p's streams pass them. */
export type Bytes = Exclude<Parameters<MessageStream['send']>[0], Uint8Array>

/** A frame of yamux. The numbers are those of its specification. */
export interface Frame {
  readonly header: Header
  readonly data?: Bytes | undefined
}

export interface Header {
  readonly type: number
  readonly flag: number
  readonly streamID: number
  readonly length: number
}

export const DATA = 0
export const WINDOW_UPDATE = 1
export const GO_AWAY = 3
export const FIN = 4
export const RST = 8

/**
 * Frames that wait, by stream; each stream keeps its order. The streams take turns, or the one that was opened
 * first goes first.
 */
export class FrameQueues {
  readonly #order: 'in turn' | 'oldest first'
  /** The stream that waits longest is first. */
  readonly #byStream = new Map<number, Frame[]>()
  /** All of them. */
  frames = 0

  constructor(order: 'in turn' | 'oldest first' = 'in turn') {
    this.#order = order
  }

  put(frame: Frame): void {
    const { header } = frame
    const queue = this.#byStream.get(header.streamID) ?? []
    this.#byStream.set(header.streamID, queue)
    const last = queue.at(-1)
    if (last && isGrowth(last.header) && isGrowth(header)) {
      queue[queue.length - 1] = { header: { ...header, length: last.header.length + header.length } }
      return
    }
    queue.push(frame)
    this.frames++
  }

  /** The next stream's next frame, or the first bytes of it; undefined when nothing waits. */
  take(maxBytes: number): Frame | undefined {
    const [longest] = this.#byStream.keys()
    const streamId = this.#order === 'in turn' ? longest : Math.min(...this.#byStream.keys())
    const queue = streamId === undefined ? undefined : this.#byStream.get(streamId)
    if (streamId === undefined || !queue) return undefined
    const frame = known(queue.shift(), 'a waiting frame')
    const [first, rest] = split(frame, maxBytes)
    if (rest) queue.unshift(rest)
    else this.frames--
    this.#byStream.delete(streamId)
    if (queue.length > 0) this.#byStream.set(streamId, queue)
    return first
  }

  delete(streamId: number): void {
    this.frames -= this.#byStream.get(streamId)?.length ?? 0
    this.#byStream.delete(streamId)
  }

  clear(): void {
    this.#byStream.clear()
    this.frames = 0
  }
}

/** Whether it only enlarges a window: of two in a row the sum is enough. */
const isGrowth = ({ type, flag }: Header) => type === WINDOW_UPDATE && flag === 0

/** Flags begin a stream, so they belong to the first piece. */
function split({ header, data }: Frame, maxBytes: number): [Frame, Frame?] {
  if (!data || header.length <= maxBytes) return [{ header, data }]
  return [
    { header: { ...header, length: maxBytes }, data: data.sublist(0, maxBytes) },
    { header: { ...header, flag: 0, length: header.length - maxBytes }, data: data.sublist(maxBytes) },
  ]
}
