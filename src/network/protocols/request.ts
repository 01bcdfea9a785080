import type { Connection, Stream } from '@libp2p/interface'
import type { CborValue } from '#chain/codec.ts'
import type { Reader } from '#chain/schema.ts'
import { fail, type Result } from '#lib/result.ts'
import { MAX_CONCURRENT_REQUESTS, REQUEST_TIMEOUT_MS } from '../limits.ts'
import { NetworkError } from '../network.ts'
import { type WireViolation, wireOf } from './wire.ts'

/** A protocol of one question and one answer per stream. */
export interface RequestProtocol<Question, Answer> {
  readonly name: string
  readonly maxQuestionBytes: number
  readonly maxAnswerBytes: number
  readonly readQuestion: Reader<Question>
  readonly readAnswer: Reader<Answer>
}

/** How many streams of one request protocol a link may have in each direction; libp2p refuses more. */
export const REQUEST_STREAMS = {
  maxInboundStreams: MAX_CONCURRENT_REQUESTS,
  maxOutboundStreams: 2 * MAX_CONCURRENT_REQUESTS,
}

/**
 * Asks the peer at the other end of `connection`. Resolves to its answer or to the rule that it broke; throws a {@link NetworkError} when there is no
 * answer in time.
 */
export async function ask<Question, Answer>(
  protocol: RequestProtocol<Question, Answer>,
  connection: Connection,
  question: CborValue,
  signal: AbortSignal,
): Promise<Result<Answer, WireViolation>> {
  const timely = AbortSignal.any([signal, AbortSignal.timeout(REQUEST_TIMEOUT_MS)])
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
    throw new NetworkError(code, `${protocol.name} to ${connection.remotePeer}: ${String(cause)}`, { cause })
  }
}

export interface ServeOptions<Question> {
  readonly stream: Stream
  /** Whether the peer may ask now; each call counts. */
  readonly allowed: () => boolean
  readonly answer: (question: Question) => Promise<CborValue>
}

/** Answers one question. Resolves to the rule that the peer broke, if any; throws when the link fails or the answer cannot be made. */
export async function serve<Question, Answer>(
  protocol: RequestProtocol<Question, Answer>,
  { stream, allowed, answer }: ServeOptions<Question>,
): Promise<WireViolation | undefined> {
  const timely = AbortSignal.timeout(REQUEST_TIMEOUT_MS)
  try {
    if (!allowed()) {
      stream.abort(new Error('too many requests'))
      const flood = fail('WIRE_FLOOD', `${protocol.name}: more requests than a node needs`)
      return flood.error
    }
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
}
