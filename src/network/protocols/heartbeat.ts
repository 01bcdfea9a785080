import type { Connection, Stream } from '@libp2p/interface'
import type { Cancel, Clock } from '#lib/clock.ts'
import {
  HEAD_PUSH_MS,
  HEARTBEAT_MISSES,
  HEARTBEAT_MS,
  MAX_HEARTBEAT_BYTES,
  WAKE_DEADLINE_MS,
} from '../limits.ts'
import { type Beat, beatToWire, readBeat } from './messages.ts'
import { type Wire, type WireViolation, wireOf } from './wire.ts'

/**
 * Each end of a link keeps one such stream open; every heartbeat on it is answered with one of the same
 * nonce.
 */
export const HEARTBEAT_PROTOCOL = '/tabchain/1/heartbeat'

export interface HeartbeatOptions {
  readonly connection: Connection
  readonly clock: Clock
  /** Bytes that the link has received so far, of any protocol. */
  readonly received: () => number
  /** This node's current state, without the nonce. */
  readonly state: () => Omit<Beat, 'nonce'>
  readonly onAnswer: (beat: Beat, latencyMs: number) => void
  readonly onViolation: (violation: WireViolation) => void
  /** Nothing arrives from the peer: the link is dead, whatever the state of the data channel. */
  readonly onDead: (reason: string) => void
}

/**
 * Decides whether a link is alive. A data channel can die without an event, so only bytes of the peer count:
 * after `HEARTBEAT_MISSES` intervals without any, or without an answer in time after a wake-up, the link is
 * dead. An answer alone would not do: on a slow line it waits behind what both sides send.
 */
export class Heartbeat {
  readonly #options: HeartbeatOptions
  readonly #ended = new AbortController()
  readonly #sent = new Map<number, number>()
  #stream: Stream | undefined
  #wire: Wire | undefined
  #nonce = 0
  #answered = 0
  #missed = 0
  /** What the link had received at the last interval. */
  #received = 0
  #cancelTick: Cancel | undefined
  #cancelPush: Cancel | undefined

  constructor(options: HeartbeatOptions) {
    this.#options = options
  }

  start(): void {
    this.#cancelTick = this.#options.clock.every(HEARTBEAT_MS, () => this.#tick())
    this.#run().catch(() => this.#die('the peer ended it'))
  }

  stop(): void {
    this.#cancelTick?.()
    this.#cancelPush?.()
    this.#cancelTick = undefined
    this.#ended.abort(new Error('the heartbeat ended'))
    this.#stream?.abort(new Error('the heartbeat ended'))
  }

  /** Sends a new state to the peer soon; several changes at one moment share one heartbeat. */
  push(): void {
    this.#cancelPush ??= this.#options.clock.after(HEAD_PUSH_MS, () => {
      this.#cancelPush = undefined
      this.#beat()
    })
  }

  /**
   * After a wake-up: the link is alive only if an answer arrives in time, or bytes do until the end of it;
   * those at its beginning may have waited here since before the sleep.
   */
  check(): void {
    const { clock, received } = this.#options
    const before = this.#answered
    let early = 0
    this.#beat()
    clock.after(WAKE_DEADLINE_MS / 2, () => {
      early = received()
    })
    clock.after(WAKE_DEADLINE_MS, () => {
      if (this.#answered === before && received() === early) this.#die('it did not answer after a wake-up')
    })
  }

  async #run(): Promise<void> {
    const { connection, clock, onAnswer, onViolation } = this.#options
    const { signal } = this.#ended
    // It needs no deadline: heartbeats that cannot be sent count as unanswered.
    this.#stream = await connection.newStream(HEARTBEAT_PROTOCOL, { signal })
    this.#wire = wireOf(this.#stream, MAX_HEARTBEAT_BYTES)
    this.#beat()
    for (;;) {
      const answer = await this.#wire.receive(readBeat, signal)
      if (!answer.ok) return onViolation(answer.error)
      const sentAt = this.#sent.get(answer.value.nonce)
      if (sentAt === undefined) continue
      this.#sent.delete(answer.value.nonce)
      this.#answered++
      this.#missed = 0
      onAnswer(answer.value, Math.max(0, clock.now() - sentAt))
    }
  }

  #tick(): void {
    const received = this.#options.received()
    if (received !== this.#received) this.#missed = 0
    this.#received = received
    if (this.#missed >= HEARTBEAT_MISSES) return this.#die(`${this.#missed} heartbeats were not answered`)
    // Counted by interval and reset by an answer, so that beats for new heads cannot make a live link look
    // dead.
    this.#missed++
    this.#beat()
  }

  #beat(): void {
    if (!this.#wire || this.#ended.signal.aborted) return
    const nonce = ++this.#nonce
    this.#sent.set(nonce, this.#options.clock.now())
    const [oldest] = this.#sent.keys()
    if (this.#sent.size > 16 && oldest !== undefined) this.#sent.delete(oldest)
    // A peer that does not read makes this wait; the missing answers then end the link.
    this.#wire.send(beatToWire({ nonce, ...this.#options.state() }), this.#ended.signal).catch(() => {})
  }

  #die(reason: string): void {
    if (this.#ended.signal.aborted) return
    this.stop()
    this.#options.onDead(reason)
  }
}

export interface AnswerHeartbeatOptions {
  readonly stream: Stream
  readonly allowed: () => boolean
  readonly state: () => Omit<Beat, 'nonce'>
  readonly onBeat: (beat: Beat) => void
  readonly signal: AbortSignal
}

/**
 * Answers a peer's heartbeats until its stream ends, which throws; resolves to a broken rule. Beats beyond
 * the rate stay unanswered.
 */
export async function answerHeartbeats(options: AnswerHeartbeatOptions): Promise<WireViolation> {
  const { stream, allowed, state, onBeat, signal } = options
  const wire = wireOf(stream, MAX_HEARTBEAT_BYTES)
  for (;;) {
    const beat = await wire.receive(readBeat, signal)
    if (!beat.ok) return beat.error
    if (!allowed())
      return { code: 'WIRE_FLOOD', message: 'the peer sends heartbeats faster than any node needs' }
    onBeat(beat.value)
    await wire.send(beatToWire({ ...state(), nonce: beat.value.nonce }), signal)
  }
}
