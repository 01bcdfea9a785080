import type { Connection, Stream } from '@libp2p/interface'
import type { CborValue } from '#chain/codec.ts'
import type { Reader } from '#chain/schema.ts'
import type { Clock } from '#lib/clock.ts'
import { fail, type Result } from '#lib/result.ts'
import { withDeadline } from '#lib/timeout-signal.ts'
import type { Rate } from '#lib/token-bucket.ts'
import { MAX_CONCURRENT_REQUESTS, REQUEST_TIMEOUT_MS } from '../limits.ts'
import { NetworkError } from '../network.ts'
import { type WireViolation, wireOf } from './wire.ts'

/** A protocol with one request and one answer per stream. */
export interface RequestProtocol<Question, Answer> {
  readonly name: string
  /** The rate limit of one peer. */
  readonly rate: Rate
  /** Requests that one peer may have open at a time; {@link MAX_CONCURRENT_REQUESTS} unless given. */
  readonly concurrent?: number
  readonly maxQuestionBytes: number
  readonly maxAnswerBytes: number
  readonly readQuestion: Reader<Question>
  readonly readAnswer: Reader<Answer>
}

/** The most streams of one request protocol on a link in each direction; libp2p refuses more. */
export const requestStreams = ({ concurrent = MAX_CONCURRENT_REQUESTS }: { concurrent?: number }) => ({
  maxInboundStreams: concurrent,
  maxOutboundStreams: 2 * concurrent,
})

export interface AskOptions {
  readonly clock: Clock
  /** Aborts the request before its deadline. */
  readonly signal?: AbortSignal
}

/**
 * Asks the peer at the other end of `connection`. Resolves to its answer or to the rule that it broke; throws
 * a {@link NetworkError} when there is no answer in time.
 */
export async function ask<Question, Answer>(
  protocol: RequestProtocol<Question, Answer>,
  connection: Connection,
  question: CborValue,
  { clock, signal }: AskOptions,
): Promise<Result<Answer, WireViolation>> {
  return withDeadline(clock, REQUEST_TIMEOUT_MS, signal ? [signal] : [], async timely => {
    let stream: Stream | undefined
    try {
      stream = await connection.newStream(protocol.name, { signal: timely })
      const wire = wireOf(stream, protocol.maxAnswerBytes)
      await wire.send(question, timely)
      await wire.end(timely)
      const answer = await wire.receive(protocol.readAnswer, timely)
      if (!answer.ok) stream.abort(new Error(answer.error.message))
      return answer
    } catch (cause) {
      stream?.abort(cause instanceof Error ? cause : new Error(String(cause)))
      const code = timely.aborted ? 'PEER_TIMEOUT' : 'PEER_GONE'
      throw new NetworkError(code, `${protocol.name} to ${connection.remotePeer}: ${String(cause)}`, {
        cause,
      })
    }
  })
}

export interface ServeOptions<Question> {
  readonly stream: Stream
  readonly clock: Clock
  /** Whether the peer may send a request now; each call counts as one. */
  readonly allowed: () => boolean
  readonly answer: (question: Question) => Promise<CborValue>
}

/** Answers one request. Resolves to the rule that the peer broke, if any; throws when the link fails or the
 * answer cannot be made.
 */
export async function serve<Question, Answer>(
  protocol: RequestProtocol<Question, Answer>,
  { stream, clock, allowed, answer }: ServeOptions<Question>,
): Promise<WireViolation | undefined> {
  if (!allowed()) {
    stream.abort(new Error('too many requests'))
    return fail('WIRE_FLOOD', `${protocol.name}: more requests than a node needs`).error
  }
  return withDeadline(clock, REQUEST_TIMEOUT_MS, [], async timely => {
    try {
      const wire = wireOf(stream, protocol.maxQuestionBytes)
      const question = await wire.receive(protocol.readQuestion, timely)
      if (!question.ok) {
        stream.abort(new Error(question.error.message))
        return question.error
      }
      await wire.send(await answer(question.value), timely)
      await wire.end(timely)
      return undefined
    } catch (error) {
      stream.abort(error instanceof Error ? error : new Error(String(error)))
      throw error
    }
  })
}
