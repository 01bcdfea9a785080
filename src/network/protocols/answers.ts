import type { CborValue } from '#chain/codec.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { MAX_HEADERS } from '../limits.ts'
import type { NetworkHandlers } from '../network.ts'
import { BODIES, bodiesAnswer } from './bodies.ts'
import { HEADERS, headersAnswer } from './headers.ts'
import { POOL, poolAnswer } from './pool.ts'
import type { RequestProtocol } from './request.ts'
import { STEM, stemAnswer } from './stem.ts'

/** Registers the handler of one protocol's requests. */
export type AnswerRegistry = <Question, Answer>(
  protocol: RequestProtocol<Question, Answer>,
  answer: (question: Question, from: PeerId) => Promise<CborValue>,
) => void

/** Registers the node's handlers for the requests that any peer may send. */
export function registerAnswers(
  handlers: Pick<NetworkHandlers, 'serveHeaders' | 'serveBodies' | 'servePool' | 'onStem'>,
  register: AnswerRegistry,
): void {
  register(HEADERS, async ({ locator, limit }) =>
    headersAnswer(await handlers.serveHeaders(locator, Math.min(limit, MAX_HEADERS))),
  )
  register(BODIES, async ({ ids }) => bodiesAnswer(await handlers.serveBodies(ids)))
  register(POOL, async ({ held }) => poolAnswer(await handlers.servePool(held)))
  register(STEM, async ({ transactions }, from) => {
    handlers.onStem(transactions, from)
    return stemAnswer()
  })
}
